import { beginning, epochDay, isoDay } from '@monitoring-timeline/core';
import { londonToday, sequenceGiven, sinceDay, sinceGiven } from '@monitoring-timeline/projections';
import { authoritiesNamed } from '@monitoring-timeline/projections/asking';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { etagOf } from '../query/freshness.ts';
import { address } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import {
  type InterestWords,
  interestIn,
  interestWords,
  wantsNotice,
} from '../subscribe/interest.ts';
import { atomText } from './atom.ts';
import { baseOf } from './base.ts';
import { FeedSending } from './sending.ts';

/** Fixed for ever: the ids of all feeds hang on it. */
const namespace = 'c0a1d2b7-4a4e-5d53-9a66-0f2a6c1be8d4';

/** Notices of one page. */
const pageSize = 100;

const noticeWords = z.strictObject({
  before: z
    .string()
    .max(20)
    .optional()
    .describe('Only notices before this one (its `sequence`): copied from the `next` link.'),
  since: z
    .string()
    .max(20)
    .optional()
    .describe(
      'Only those of this day or later: a day, last-week, a span such as P7D, or the number of a notice.',
    ),
  ...interestWords,
});

/** What was told to those who watch, as a feed to subscribe to. */
export function atomRoutes(context: ServiceContext): FastifyPluginAsyncZod {
  const { store, timeline, clock } = context;
  const sending = new FeedSending();

  async function pageOf(
    before: string | undefined,
    since: string | undefined,
    words: InterestWords,
  ) {
    const interest = await interestIn('notices', words, timeline);
    const from = since === undefined ? undefined : sinceGiven(address.parameter('since'), since);
    const day = from && sinceDay(from, epochDay(londonToday(new Date(clock.now()))));
    const after = from && 'sequence' in from ? from.sequence : '';
    await timeline.issueNotices();
    const found = (
      await timeline.keptNoticesBefore(
        before,
        pageSize + 1,
        (one) => wantsNotice(interest, one) && (day === undefined || one.day >= isoDay(day)),
      )
    ).filter(({ sequence }) => sequence > after);
    const notices = found.slice(0, pageSize);
    return { notices, earlier: found.length > pageSize ? notices.at(-1)?.sequence : undefined };
  }

  /** A feed that holds nothing has been so since there was a log. */
  async function logBegan(): Promise<Date> {
    const { events } = await store.readAll(beginning, { limit: 1 });
    return new Date(events[0]?.recorded ?? 0);
  }

  return async (app) => {
    app.route({
      method: 'GET',
      url: '/notices.atom',
      schema: {
        operationId: 'noticesFeed',
        tags: ['Feeds'],
        summary: 'Notices as an Atom feed, the latest first',
        description:
          'A page has up to 100 notices; `next` leads to earlier ones (RFC 5005). An entry never changes and keeps its id.',
        querystring: noticeWords,
        response: {
          200: {
            description: 'A feed (RFC 4287).',
            content: { 'application/atom+xml': { schema: z.string() } },
          },
          304: z.undefined().meta({ description: 'What the client has is right.' }),
          ...problemResponses,
        },
      },
      handler: async (request, reply) => {
        const given = request.query as z.output<typeof noticeWords>;
        const before =
          given.before === undefined
            ? undefined
            : sequenceGiven(address.parameter('before'), given.before);
        const { before: _, since, ...words } = given;
        const { notices, earlier } = await pageOf(before, since, words);
        const whose = whoseOf(words, timeline.directory);
        const base = baseOf(request);
        const at = (sequence: string | undefined) =>
          feedAddress(base, { ...words, since }, sequence);
        const ids = notices.map(({ id }) => id);
        const title = whose === '' ? 'Notices' : `Notices: ${whose}`;
        const of = feedAddress('', { ...words, since }, undefined);
        return sending.send(
          {
            etag: etagOf(['atom', store.id, base, of, ids, earlier]),
            // notices of one day share it, so no date tells whether there are more: only the tag does
            modified: undefined,
            media: 'application/atom+xml; charset=utf-8',
            links: earlier === undefined ? [] : [`<${at(earlier)}>; rel="next"`],
            make: async () =>
              atomText({
                id: `urn:uuid:${v5(`${store.id} ${of}`, namespace)}`,
                title,
                base,
                self: at(before),
                first: at(undefined),
                next: earlier === undefined ? undefined : at(earlier),
                updated: notices.length > 0 ? undefined : await logBegan(),
                notices,
              }),
          },
          request,
          reply,
          clock.now(),
        );
      },
    });
  };
}

/** Whose notices are asked for, for the title. */
function whoseOf(
  { authority = [], region }: InterestWords,
  directory: ServiceContext['timeline']['directory'],
): string {
  const named = [authority]
    .flat()
    .flatMap((one) => authoritiesNamed([one], directory))
    .map(({ name }) => name);
  return [...named, ...(region === undefined ? [] : [region])].join(', ');
}

function feedAddress(
  base: string,
  words: Readonly<Record<string, string | readonly string[] | undefined>>,
  before: string | undefined,
): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...words, before })) {
    if (value === undefined) continue;
    for (const one of [value].flat()) given.append(name, one);
  }
  return `${base}/notices.atom${given.size === 0 ? '' : `?${given}`}`;
}
