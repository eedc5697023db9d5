import { hash } from 'node:crypto';
import { isoDay } from '@monitoring-timeline/core';
import { unhurried } from '@monitoring-timeline/projections';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { withAccount } from '../layout/account.ts';
import { frameOf, type NavigationEntry } from '../layout/frame.ts';
import { render } from '../layout/render.ts';
import { Links } from '../links/links.ts';
import { isJsonWanted } from '../links/page-wanted.ts';
import { readAsked } from './asked.ts';
import type { Ground, PagesHost } from './host.ts';
import { lastVisitIn } from './last-visit.ts';
import { Made } from './made.ts';
import { pageManner } from './manner.ts';
import type { Asking, Page } from './page.ts';

/** What the navigation leads to. */
export function navigationOf(pages: readonly Page[]): readonly NavigationEntry[] {
  return pages.flatMap(({ navigation: text, address }) =>
    text === undefined ? [] : [{ text, address }],
  );
}

/** The routes of pages: each is made from answers, and not made again while what they rest on stays. */
export function routesOf(pages: readonly Page[], host: PagesHost): FastifyPluginAsync {
  const made = new Made();
  const navigation = navigationOf(pages);

  /** What is kept is the same for everybody who may read. */
  function bodyOf(page: Page, wanted: Wanted, on: On): Promise<string> {
    const name = `${on.state} ${on.lastVisit ?? ''} ${wanted.url}`;
    return made.get(name, () => make(page, wanted, on, navigation, host));
  }

  /** Makes the pages that the navigation leads to, for whoever opens them next. */
  async function makeAhead(): Promise<void> {
    for await (const page of unhurried(pages)) {
      if (page.navigation === undefined) continue;
      await bodyOf(page, { url: page.address, query: {}, params: {} }, await host.ground());
    }
  }

  async function send(page: Page, request: FastifyRequest, reply: FastifyReply) {
    const ground = await host.ground();
    const lastVisit = page.asksLastVisit && lastVisitIn(request.headers.cookie, ground.today);
    const kept = await bodyOf(page, request as Wanted, { ...ground, lastVisit });
    // whose page it is is added for each
    const body = withAccount(kept, host.visit(request, reply).who, request.url);
    const etag = etagOf(body);
    reply.headers({
      etag,
      'cache-control': 'private, no-cache',
      vary: 'accept, authorization, cookie',
    });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(body);
  }

  return async (app) => {
    host.whenQuiet(makeAhead);
    for (const page of pages) {
      app.get(page.address, { schema: { hide: true } as object }, (request, reply) => {
        // a program that begins at the root is led to what describes all addresses
        if (page.address === '/' && isJsonWanted(request.headers.accept))
          return reply.header('vary', 'accept').redirect('/openapi.json', 303);
        return send(page, request, reply);
      });
    }
  };
}

/** What is asked for. */
interface Wanted {
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
}

type On = Ground & Partial<Pick<Asking, 'lastVisit'>>;

async function make(
  page: Page,
  request: Wanted,
  { state, today, lastVisit }: On,
  navigation: readonly NavigationEntry[],
  { timeline }: PagesHost,
): Promise<string> {
  const asked = readAsked(request.query, page.words);
  const at = timeline.coordinates(asked.dates);
  const links = new Links(asked.dateWords);
  const [asOf, knownAt] = [isoDay(at.asOf), isoDay(at.knownAt)];
  const { title, model } = await page.show({
    ...asked,
    links,
    asOf,
    knownAt,
    lastVisit,
    directory: timeline.directory,
    policy: timeline.policy,
    path: request.params,
    ask: (question, words) =>
      timeline.ask(question, words, asked.dates, { manner: pageManner }) as never,
    askAt: (days, question, words) =>
      timeline.ask(question, words, { ...asked.dates, ...days }, { manner: pageManner }) as never,
  });
  const [path = '', query = ''] = request.url.split('?', 2);
  const frame = frameOf({
    state,
    title,
    path,
    query: new URLSearchParams(query),
    page: page.address,
    modules: page.modules ?? [],
    navigation,
    links,
    days: { asOf, knownAt, today, given: asked.dateWords },
    recordTo: await timeline.recordTo(asked.dates),
  });
  return render(page.template, { frame, ...model });
}

/** Of the same page, compressed or not. */
function etagOf(body: string): string {
  return `W/"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
}
