import type { Fields } from '../visit/visit.ts';

/** Names of what is in every form beside what a person fills in. */
export const formNames = { token: 'csrf', once: 'once', button: 'do' } as const;

/** A form as it came in: what a person filled in, apart from what the page put there. */
export interface FormRead {
  readonly fields: Fields;
  readonly token: string | undefined;
  readonly once: string | undefined;
  readonly button: string;
}

/** Reads a body of a form, by name one value or several. */
export function formRead(body: unknown): FormRead {
  const given = (body ?? {}) as Readonly<Record<string, string | readonly string[]>>;
  const entries = Object.entries(given).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, String(value)] as const),
  );
  const own: ReadonlySet<string> = new Set(Object.values(formNames));
  const all = fieldsOf(entries);
  return {
    fields: fieldsOf(entries.filter(([name]) => !own.has(name))),
    token: all.get(formNames.token),
    once: all.get(formNames.once),
    button: all.get(formNames.button) ?? '',
  };
}

function fieldsOf(entries: readonly (readonly [string, string])[]): Fields {
  const all = (name: string) => entries.filter(([one]) => one === name).map(([, value]) => value);
  return {
    entries,
    all,
    get: (name) => all(name).at(-1)?.trim() || undefined,
  };
}
