import type { ClaimEvent } from '@monitoring-timeline/core';
import {
  findClaim,
  locatorsOf,
  type PassageLine,
  PassageNotFound,
  type PictureWanted,
  passageOf,
  passageWanted,
  scales,
} from '@monitoring-timeline/ingest';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Concern, ServiceContext } from '../context/context.ts';
import { etagOf, matches } from '../query/freshness.ts';
import { words } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { DocumentEvents } from './document-events.ts';
import { Pictures } from './pictures.ts';

const tags = ['Documents'];

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in lower-case hex')
  .describe('SHA-256 of the bytes of the document, as events have it in their source.');
const event = z.uuid().describe('Id of an event that rests on the document.');
const number = z.string().regex(/^[1-9]\d{0,3}$/, 'is no number of a page');

const drawingWords = {
  scale: z
    .string()
    .regex(/^\d(?:\.\d{1,2})?$/, 'is no number such as 1.5')
    .refine(
      (given) => Number(given) >= scales.least && Number(given) <= scales.most,
      `is no number from ${scales.least} to ${scales.most}`,
    )
    .optional()
    .describe(
      `Pixels for each point of the page, from ${scales.least} to ${scales.most}; ${scales.usual} unless given.`,
    ),
  part: z
    .enum(['page', 'passage'])
    .optional()
    .describe(
      'The whole page, or only so much of its height as the marked passages take; `page` unless given.',
    ),
} as const;

const eventWords = {
  authority: words.authority
    .optional()
    .describe('The authority that the event is about: it is found sooner then.'),
} as const;

const place = z.strictObject({
  place: z.string(),
  text: z.string(),
  marked: z.array(z.strictObject({ from: z.int(), to: z.int() })),
});

const passageSchema = z
  .strictObject({
    sha256,
    event: z.string(),
    locator: z.string().describe('Where the event says that it stands.'),
    lines: z.array(place).describe('Its lines, with one before and after.'),
    boxes: z
      .array(
        z.strictObject({
          page: z.int(),
          x: z.number(),
          y: z.number(),
          width: z.number(),
          height: z.number(),
        }),
      )
      .describe(
        'Where it stands on its pages, in points from the top left corner; none in a text.',
      ),
  })
  .meta({ description: 'A passage of a document.' });

const png = {
  description: 'A PNG.',
  content: { 'image/png': { schema: z.string().meta({ format: 'binary' }) } },
} as const;

const notChanged = z.undefined().meta({ description: 'What the client has is right.' });

type Drawing = { readonly scale?: string | undefined; readonly part?: PictureWanted['part'] };

function drawingOf({ scale, part }: Drawing): PictureWanted {
  return { scale: scale === undefined ? undefined : Number(scale), part };
}

/** Documents that facts were read from: their pages as pictures, and the passages on them. */
export const documents: Concern = (context) => async (app) => {
  const pictures = new Pictures(context);
  app.addHook('onClose', () => pictures.close());
  await app.register(routes(context, pictures));
};

function routes(context: ServiceContext, pictures: Pictures): FastifyPluginAsyncZod {
  const events = new DocumentEvents(context.store);
  async function send(
    id: string,
    wanted: PictureWanted,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const bytes = await pictures.of(id, wanted);
    const etag = etagOf([Buffer.from(bytes).toString('latin1')]);
    // its bytes name a document, but who may read it is asked each time
    reply.headers({
      etag,
      'cache-control': 'private, no-cache',
      vary: 'authorization, cookie',
    });
    const known = request.headers['if-none-match'];
    if (known !== undefined && matches(known, etag)) return reply.code(304).send();
    return reply.type('image/png').send(Buffer.from(bytes));
  }

  return async (app) => {
    app.get(
      '/api/documents/:sha256/pages/:page.png',
      {
        schema: {
          operationId: 'drawPage',
          tags,
          summary: 'A page of a document as a picture',
          params: z.strictObject({ sha256, page: number.describe('From 1.') }),
          querystring: z.strictObject({
            mark: z
              .union([z.string().max(200), z.array(z.string().max(200)).max(50)])
              .optional()
              .describe(
                'Passages that are marked on it, as locators of events name them; may be given several times.',
              )
              .meta({ examples: ['page 1, line 7'] }),
            ...drawingWords,
          }),
          response: { 200: png, 304: notChanged, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { sha256: id, page } = request.params;
        const { mark = [], ...drawing } = request.query;
        const locators = [mark].flat();
        const wanted = { page: Number(page), locators, ...drawingOf(drawing) };
        return send(id, wanted, request, reply);
      },
    );

    app.get(
      '/api/documents/:sha256/passages/:event.png',
      {
        schema: {
          operationId: 'drawPassage',
          tags,
          summary: 'What an event says, as it stands on the page of its document',
          description:
            'The page on which the passage begins, with all that the event was read from there marked. A text has no pages: ask for its lines.',
          params: z.strictObject({ sha256, event }),
          querystring: z.strictObject({
            page: number
              .optional()
              .describe('Another page on which the event was read, such as the next.'),
            ...drawingWords,
            ...eventWords,
          }),
          response: { 200: png, 304: notChanged, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { sha256: id, event: wantedEvent } = request.params;
        const { page, authority, ...drawing } = request.query;
        const claim = await claimOf(context, events, id, wantedEvent, authority);
        const wanted = {
          ...passageWanted(claim),
          ...drawingOf(drawing),
          page: page === undefined ? undefined : Number(page),
        };
        return send(id, wanted, request, reply);
      },
    );

    app.get(
      '/api/documents/:sha256/passages/:event',
      {
        schema: {
          operationId: 'showPassage',
          tags,
          summary: 'What an event says, in the lines of its document',
          params: z.strictObject({ sha256, event }),
          querystring: z.strictObject(eventWords),
          response: { 200: passageSchema, ...problemResponses },
        },
      },
      async (request) => {
        const { sha256: id, event: wanted } = request.params;
        const claim = await claimOf(context, events, id, wanted, request.query.authority);
        const [locator = 'file'] = locatorsOf(claim);
        const { lines, boxes } = await passageOf(context.documents, id, locator, {
          pool: await pictures.pool,
        });
        return { sha256: id, event: wanted, locator, lines: lines.map(shown), boxes: [...boxes] };
      },
    );
  };
}

function shown(line: PassageLine) {
  return { ...line, marked: [...line.marked] };
}

/** The event, where it rests on that document. @throws UnknownEvent, PassageNotFound */
async function claimOf(
  { store, timeline }: ServiceContext,
  events: DocumentEvents,
  id: string,
  wanted: string,
  authority: string | undefined,
): Promise<ClaimEvent> {
  const key =
    authority === undefined
      ? await events.authorityOf(wanted)
      : timeline.directory.resolve(authority).key;
  const { event: claim } = await findClaim(store, wanted, { authority: key });
  if (claim.source.sha256 === id) return claim;
  throw new PassageNotFound(
    `The event ${wanted} does not rest on document ${id}. Its source names the document that it rests on.`,
    { id, event: wanted },
  );
}
