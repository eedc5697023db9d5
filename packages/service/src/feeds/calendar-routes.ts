import { authorityGiven, UnknownRegion } from '@monitoring-timeline/projections';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { etagOf, groundOf, modifiedAt, restsOn } from '../query/freshness.ts';
import { address } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { baseOf } from './base.ts';
import { calendarText } from './calendar.ts';
import { type ClocksWanted, clocksOf } from './clocks.ts';
import { EntryChanges } from './entry-changes.ts';
import { reminderGiven } from './reminder.ts';
import { FeedSending } from './sending.ts';
import { whose } from './whose.ts';

const name = z.string().min(1).max(100);

const calendarWords = z.strictObject({
  alarm: z
    .string()
    .max(20)
    .optional()
    .describe(
      'A reminder, as text, so long before each entry and before a window closes: P7D, P2W, PT12H. None unless asked for.',
    )
    .meta({ examples: ['P7D'] }),
});

/** Windows, due dates and statutory deadlines as calendars to subscribe to. */
export function calendarRoutes(context: ServiceContext): FastifyPluginAsyncZod {
  const { store, timeline, clock } = context;
  const groundNow = groundOf(context);
  const changes = new EntryChanges(timeline, store);
  const sending = new FeedSending();

  /** @throws RequestProblem 404, UnknownAuthority, AmbiguousAuthority */
  function meant(of: ClocksWanted): ReturnType<typeof whose> {
    try {
      return whose(timeline, of);
    } catch (error) {
      // a region in the path is a thing that is not there, not a parameter that is wrong
      if (error instanceof UnknownRegion) throw new RequestProblem(404, error.code, error.message);
      throw error;
    }
  }

  async function send(
    of: ClocksWanted,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { title, wanted } = meant(of);
    const { alarm } = request.query as z.output<typeof calendarWords>;
    const reminder =
      alarm === undefined ? undefined : reminderGiven(address.parameter('alarm'), alarm);
    const ground = await groundNow();
    const { position, today } = ground;
    const base = baseOf(request);
    const modified = modifiedAt(ground, today);
    const dates = { asOf: today, knownAt: today, upTo: position };
    return sending.send(
      {
        etag: etagOf(['calendar', ...restsOn(context, ground), today, base, wanted, reminder]),
        modified,
        media: 'text/calendar; charset=utf-8; method=PUBLISH',
        make: async () =>
          calendarText({
            title,
            today,
            stamp: new Date(modified ?? clock.now()),
            base,
            clocks: clocksOf(timeline, dates, wanted, changes),
            reminder,
          }),
      },
      request,
      reply,
      clock.now(),
    );
  }

  return async (app) => {
    app.route({
      method: 'GET',
      url: '/calendar.ics',
      schema: schemaOf('calendar', 'of all authorities'),
      handler: async (request, reply) => send({}, request, reply),
    });
    app.route({
      method: 'GET',
      url: '/calendar/:region.ics',
      schema: {
        ...schemaOf('calendarOfRegion', 'of a region'),
        params: z.strictObject({
          region: name
            .describe('A region by name or code; hyphens stand for spaces.')
            .meta({ examples: ['north-east'] }),
        }),
      },
      handler: async (request, reply) => {
        const { region } = request.params as { readonly region: string };
        return send({ region }, request, reply);
      },
    });
    app.route({
      method: 'GET',
      url: '/calendar/authorities/:authority.ics',
      schema: {
        ...schemaOf('calendarOfAuthority', 'of one authority'),
        params: z.strictObject({
          authority: name
            .describe('An authority by key, name, alias, URN, ONS or DfE code.')
            .meta({ examples: ['sunderland'] }),
        }),
      },
      handler: async (request, reply) => {
        const { authority } = request.params as { readonly authority: string };
        return send({ authority: authorityGiven(authority, address) }, request, reply);
      },
    });
  };
}

function schemaOf(operationId: string, whose: string) {
  return {
    operationId,
    tags: ['Feeds'],
    summary: `Windows, due dates and statutory deadlines ${whose} as an iCalendar`,
    description:
      'All-day entries, windows as spans, with ids that stay: a correction moves an entry, and what was done or is over is marked as cancelled for half a year. Ask again with `If-None-Match`.',
    querystring: calendarWords,
    response: {
      200: {
        description: 'A calendar (RFC 5545).',
        content: { 'text/calendar': { schema: z.string() } },
      },
      304: z.undefined().meta({ description: 'What the client has is right.' }),
      ...problemResponses,
    },
  };
}
