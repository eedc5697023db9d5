import { attribution } from '@monitoring-timeline/projections';
import { render } from '../layout/render.ts';
import { Links } from '../links/links.ts';
import { daysIn } from '../page/asked.ts';

/** What went wrong, as the service tells it. */
interface Told {
  readonly status: number;
  readonly title: string;
  /** What to do next. */
  readonly detail: string;
  readonly candidates?: readonly { readonly key: string; readonly name: string }[] | undefined;
}

const titles: Readonly<Record<number, string>> = {
  400: 'This address does not say what to show',
  401: 'Reading needs a token here',
  403: 'Your token does not allow this',
  404: 'Page not found',
  429: 'Too many requests',
  500: 'Sorry, there is a problem with the service',
  503: 'Sorry, the service cannot answer at present',
};

/** What was asked for where it went wrong. */
interface Wanted {
  /** Number of the request, to be told to whoever runs the service. */
  readonly id?: string | undefined;
  /** As it was asked for, so that whoever goes on from here stays on the days. */
  readonly url?: string | undefined;
}

/** An error as a page. */
export function problemPage(told: Told, { id, url = '/' }: Wanted = {}): string {
  const { status, title, detail, candidates = [] } = told;
  const links = new Links(daysIn(new URLSearchParams(url.split('?', 2)[1])));
  return render('problem/problem.njk', {
    frame: {
      title: titles[status] ?? title,
      home: links.to('/'),
      attribution: Object.values(attribution),
    },
    detail,
    candidates: candidates.map(({ key, name }) => ({
      name,
      href: links.to(`/authorities/${key}`),
    })),
    id: status >= 500 ? id : undefined,
  });
}
