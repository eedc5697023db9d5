import { setImmediate } from 'node:timers/promises';
import {
  beginning,
  checkpointOf,
  claimTypes,
  type Position,
  positionOfCheckpoint,
  type Recorded,
} from '@monitoring-timeline/core';
import { type EventsWanted, eventsWanted, unhurried } from '@monitoring-timeline/projections';
import { recordedSchema } from '@monitoring-timeline/projections/answers';
import { byteOrderMark, csvText, eventColumns } from '@monitoring-timeline/projections/export';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { allows, type Token } from '../tokens/index.ts';
import { licence, media, withHeaders } from './answering.ts';
import { csvWanted, type Form, formWanted } from './asked.ts';
import { etagOf, matches } from './freshness.ts';
import { address, pageLimits, pageWords, words } from './parameters.ts';
import { csvSchema, problemResponses } from './routes.ts';

const eventWords = z.strictObject({
  after: z
    .string()
    .max(100)
    .optional()
    .describe(
      'A checkpoint, as the header `Checkpoint` told it, or a position: only events after it; from the beginning unless given.',
    ),
  authority: words.authorities.optional(),
  region: words.region.optional(),
  type: z
    .union([z.string().max(60), z.array(z.string().max(60)).max(40)])
    .optional()
    .describe('Events of a type; may be given several times.'),
  limit: pageWords.limit,
});

/** A page of a request is looked for in no more than so many events. */
const considered = 20_000;

/** So many are read in one turn of the loop. */
const eventsOfTurn = 250;

interface EventPage {
  readonly events: readonly Recorded[];
  readonly next: Position;
  readonly atEnd: boolean;
}

/**
 * The events that a caller may read: what is claimed about authorities. What the system and its users did, and what waits in
 * quarantine, is for administrators. @throws RequestProblem 403 where others ask for it by type
 */
export function readable(wanted: EventsWanted, caller: Token | null): EventsWanted {
  if (caller !== null && allows(caller.role, 'admin')) return wanted;
  const refused = wanted.filter.types?.find((type) => !claimTypes.has(type));
  if (refused !== undefined) {
    throw new RequestProblem(
      403,
      'Forbidden',
      `Events of the type ${refused} need a token of the role admin.`,
    );
  }
  return wanted.filter.types
    ? wanted
    : { ...wanted, filter: { ...wanted.filter, types: [...claimTypes] } };
}

/** Events as they are kept, in the order in which they were recorded, page by page. */
export function eventsRoutes({ store, timeline }: ServiceContext): FastifyPluginAsyncZod {
  async function pageOf(after: Position, wanted: EventsWanted, limit: number): Promise<EventPage> {
    const events: Recorded[] = [];
    let next = after;
    for (let seen = 0; ; ) {
      const most = seen === 0 ? Math.min(limit, eventsOfTurn) : eventsOfTurn;
      const page = await store.readAll(next, { filter: wanted.filter, limit: most });
      for (const event of page.events) {
        if (!wanted.wants(event)) continue;
        events.push(event);
        if (events.length < limit) continue;
        const atEnd = page.atEnd && event === page.events.at(-1);
        return { events, next: atEnd ? page.next : event.position, atEnd };
      }
      next = page.next;
      seen += page.events.length;
      if (page.atEnd || seen >= considered) return { events, next, atEnd: page.atEnd };
      await setImmediate();
    }
  }

  async function serve(
    request: FastifyRequest,
    reply: FastifyReply,
    form: Form,
  ): Promise<FastifyReply> {
    const given = request.query as z.output<typeof eventWords>;
    const { after = beginning, region, limit } = given;
    const authority = given.authority === undefined ? undefined : [given.authority].flat();
    const type = given.type === undefined ? undefined : [given.type].flat();
    const wanted = eventsWanted({ authority, region, type }, address, timeline.directory);
    const most = limit === undefined ? pageLimits.usual : Number(limit);
    const from = await positionOfCheckpoint(store, after);
    const page = await pageOf(from, readable(wanted, request.caller), most);
    const body =
      form === 'json'
        ? await eventsJson(page.events)
        : (form === 'csv_marked' ? byteOrderMark : '') + (await eventsCsv(page.events));
    const etag = etagOf([body]);
    const tags = request.headers['if-none-match'];
    const last = page.events.at(-1);
    withHeaders(reply, etag, last && Math.floor(Date.parse(last.recorded) / 1000) * 1000);
    const checkpoint = await checkpointOf(store, page.next);
    reply.header('checkpoint', checkpoint);
    const more = nextAfter(request.url, checkpoint);
    reply.header('link', page.atEnd ? licence : `${licence}, <${more}>; rel="next"`);
    if (tags !== undefined && matches(tags, etag)) return reply.code(304).send();
    return reply.type(media[form]).send(body);
  }

  return async (app) => {
    for (const form of [undefined, 'csv'] as const) {
      app.route({
        method: 'GET',
        url: `/api/events${form === undefined ? '' : '.csv'}`,
        schema: {
          operationId: form === 'csv' ? 'askEventsAsCsv' : 'askEvents',
          tags: [form === 'csv' ? 'Answers as CSV' : 'Answers'],
          summary: 'Events as they are kept, in the order in which they were recorded',
          description:
            'The header `Checkpoint` says up to where the log was considered: asked after it, nothing is missed and nothing comes twice. A log that was restored from an earlier backup refuses the one of another history.',
          querystring: eventWords,
          response: {
            200: {
              description: 'A page of events.',
              content: {
                ...(form === 'csv'
                  ? {}
                  : { 'application/json': { schema: z.array(recordedSchema) } }),
                'text/csv': { schema: csvSchema },
              },
            },
            304: z.undefined().meta({ description: 'What the client has is right.' }),
            ...problemResponses,
          },
        },
        handler: (request, reply) =>
          serve(
            request,
            reply,
            form === undefined ? formWanted(request) : csvWanted(request.headers.accept),
          ),
      });
    }
  };
}

async function eventsJson(events: readonly Recorded[]): Promise<string> {
  const texts: string[] = [];
  for await (const event of unhurried(events)) {
    texts.push(JSON.stringify(z.encode(recordedSchema, event as never)));
  }
  return `[${texts.join(',')}]`;
}

async function eventsCsv(events: readonly Recorded[]): Promise<string> {
  const pieces: string[] = [];
  const cells = async function* () {
    for await (const event of unhurried(events)) {
      yield eventColumns.map((column) => column.of(event) ?? null);
    }
  };
  for await (const piece of csvText(eventColumns, cells())) pieces.push(piece);
  return pieces.join('');
}

function nextAfter(url: string, checkpoint: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const given = new URLSearchParams(query);
  given.set('after', checkpoint);
  return `${path}?${given}`;
}
