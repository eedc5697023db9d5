import { attribution } from '@monitoring-timeline/projections';
import { render } from '../layout/render.ts';
import { Links, withQuery } from '../links/links.ts';
import { daysIn } from '../page/asked.ts';

/** The right that somebody lacks, and the one that they have. */
export interface RightLacked {
  /** The right that is needed: `reader`, `editor` or `admin`. */
  readonly wanted: string;
  /** The right of the token that was shown; absent where none was. */
  readonly role?: string;
}

/** What went wrong, as the service tells it. */
interface Told {
  readonly status: number;
  readonly title: string;
  /** Stable word for what it is. */
  readonly code: string;
  /** What to do next. */
  readonly detail: string;
  readonly candidates?: readonly { readonly key: string; readonly name: string }[] | undefined;
  readonly right?: RightLacked | undefined;
}

const titles: Readonly<Record<number, string>> = {
  400: 'This address does not say what to show',
  401: 'Sign in to see this',
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
  readonly method?: string | undefined;
  /** As it was asked for, so that whoever goes on from here stays on the days. */
  readonly url?: string | undefined;
}

/** An error as a page. */
export function problemPage(told: Told, { id, method = 'GET', url = '/' }: Wanted = {}): string {
  const { status, title, code, detail, candidates = [], right } = told;
  const noAuthority = code === 'UnknownAuthority';
  const links = new Links(daysIn(new URLSearchParams(url.split('?', 2)[1])));
  // what a form sent is not to be sent again by opening its address
  const again = method === 'GET' || method === 'HEAD' ? url : undefined;
  return render('problem/problem.njk', {
    frame: {
      title:
        again === undefined && !right
          ? title
          : ((noAuthority ? 'No such authority' : titles[status]) ?? title),
      home: links.to('/'),
      attribution: Object.values(attribution),
    },
    detail: right ? rightText(right) : code === 'NotFound' ? nothing : detail,
    all: noAuthority ? links.to('/authorities') : undefined,
    signIn: right && withQuery('/sign-in', { to: again }),
    again: right?.role === undefined ? again : undefined,
    candidates: candidates.map(({ key, name }) => ({
      name,
      href: whereNamed(again, detail, key) ?? links.to(`/authorities/${key}`),
    })),
    id: status >= 500 ? id : undefined,
  });
}

const nothing = 'There is nothing at this address. The first page leads to every page.';

/** The address that was asked for, with what nobody knows in its query put right; undefined where it does not stand there. */
function whereNamed(url: string | undefined, detail: string, key: string): string | undefined {
  const [, unknown = ''] = /"([^"]+)"/.exec(detail) ?? [];
  const [path, query = ''] = url?.split('?', 2) ?? [];
  const words = [...new URLSearchParams(query)];
  if (unknown === '' || !words.some(([, value]) => value.includes(unknown))) return undefined;
  const right = words.map(([name, value]): [string, string] => [name, value.replace(unknown, key)]);
  return `${path}?${new URLSearchParams(right)}`;
}

function rightText({ wanted, role }: RightLacked): string {
  const needs = `This needs a token of the role ${wanted}`;
  return role === undefined
    ? `${needs}. Whoever runs this service gives them out.`
    : `${needs}; yours has the role ${role}. Ask whoever runs this service for one, or sign in with another.`;
}
