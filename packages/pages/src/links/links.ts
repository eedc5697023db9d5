import type { DateWords } from '@monitoring-timeline/projections';

export type Query = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** Addresses that stay on the days that a page is about, so that nobody leaves them without knowing. */
export class Links {
  readonly #dates: DateWords;

  constructor(dates: DateWords) {
    this.#dates = dates;
  }

  /** An address with the days of this page, unless other days are given. */
  to(path: string, query: Query = {}): string {
    return withQuery(path, { ...this.#dates, ...query });
  }
}

/** An address with its query; what is empty, or is not so, is left out. */
export function withQuery(path: string, query: Query): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== '' && one !== false) words.append(name, String(one));
    }
  }
  const text = words.toString();
  return text === '' ? path : `${path}?${text}`;
}
