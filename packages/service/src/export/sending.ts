import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import sendFile from '@fastify/send';
import { attributionText } from '@monitoring-timeline/projections';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { licence } from '../query/answering.ts';
import { etagOf, type Ground, groundOf, matches, restsOn } from '../query/freshness.ts';
import { ExportFiles } from './files.ts';

/** Exports under way at one time: each of them reads the whole log or works out every answer. */
const atOnce = 4;

type Pieces = AsyncIterable<string | Uint8Array>;

/** What is sent: under which name and type, and where it is described. */
export interface Sent {
  readonly file: string;
  readonly media: string;
  /** Where a program finds what its columns mean. */
  readonly describedBy: string;
  /** True for a format that is read in parts: its length is told, and ranges of it are sent. */
  readonly inParts?: boolean;
  /** What the bytes follow from beside the log and the day. */
  readonly question: readonly unknown[];
  /** Begins the work; nothing is worked out that nobody takes. */
  pieces(ground: Ground): Pieces;
}

/** Sends exports piece by piece, as fast as they are taken; a client that goes away ends the work. */
export class Sending {
  readonly #context: ServiceContext;
  readonly #ground: () => Promise<Ground>;
  readonly #files = new ExportFiles();
  #underWay = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#ground = groundOf(context);
  }

  /** Lets go of files that were made. */
  close(): Promise<void> {
    return this.#files.close();
  }

  /** @throws RequestProblem 503 while too many exports are under way, and the error that the first piece meets */
  async send(sent: Sent, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const ground = await this.#ground();
    const etag = etagOf([...restsOn(this.#context, ground), ground.today, sent.question]);
    const { 'if-none-match': tags } = request.headers;
    if (tags !== undefined && matches(tags, etag)) {
      return headed(reply, etag, sent).code(304).send();
    }
    if (sent.inParts) return this.#inParts(sent, etag, ground, request, reply);
    // nobody knows how long it is before it was made, and an empty answer would be told as one of no length
    if (request.method === 'HEAD') {
      return headed(reply, etag, sent).type(sent.media).send(Readable.from([]));
    }
    this.#begin();
    try {
      const pieces = atWork(await begun(sent.pieces(ground)), request.turn);
      const stream = Readable.from(pieces, { objectMode: false, highWaterMark: 64 * 1024 });
      const { closing } = this.#context;
      // an answer that is cut lacks its last chunk, so a client notices; one that nobody reads must not hold the service up
      const cut = () => stream.destroy(new Error('The service is shutting down.'));
      closing.addEventListener('abort', cut, { once: true });
      stream.once('close', () => {
        closing.removeEventListener('abort', cut);
        this.#underWay -= 1;
      });
      return headed(reply, etag, sent).type(sent.media).send(stream);
    } catch (error) {
      this.#underWay -= 1;
      throw error;
    }
  }

  /** Makes the whole of it first. */
  async #inParts(
    sent: Sent,
    etag: string,
    ground: Ground,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    this.#begin();
    const path = await this.#files
      .of(etag, () => sent.pieces(ground))
      .finally(() => {
        this.#underWay -= 1;
      });
    // a part of what was had before is no use where the whole is another now (RFC 9110 §13.1.5)
    const { 'if-range': wanted = etag } = request.headers;
    delete request.raw.headers['if-range'];
    const { statusCode, headers, stream } = await sendFile(request.raw, basename(path), {
      root: dirname(path),
      acceptRanges: wanted === etag,
      cacheControl: false,
      contentType: false,
      etag: false,
      lastModified: false,
    });
    // it had to make room for others before it was opened
    if (statusCode === 404) throw tooMany();
    headed(reply, etag, sent)
      .headers({ 'accept-ranges': 'bytes', ...headers })
      .type(sent.media);
    return reply.code(statusCode).send(stream);
  }

  /** @throws RequestProblem */
  #begin(): void {
    if (this.#underWay >= atOnce) throw tooMany();
    this.#underWay += 1;
  }
}

function headed(reply: FastifyReply, etag: string, { file, describedBy }: Sent): FastifyReply {
  return reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    vary: 'accept, authorization',
    attribution: attributionText,
    link: `${licence}, <${describedBy}>; rel="describedby"`,
    'content-disposition': `attachment; filename="${file}"`,
  });
}

function tooMany(): RequestProblem {
  return new RequestProblem(
    503,
    'TooManyExports',
    `${atOnce} exports are under way already. Ask again in a minute.`,
    { 'retry-after': '60' },
  );
}

/** The pieces; while the next one is made the client is worked for, while it takes one it is not. */
async function* atWork(
  pieces: Pieces,
  turn: FastifyRequest['turn'],
): AsyncGenerator<string | Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      turn?.work();
      const next = await iterator.next().finally(() => turn?.rest());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Works out the first piece before anything is sent: what is wrong with a question shows then, and can still be told. */
async function begun(pieces: Pieces): Promise<Pieces> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      if (first.done) return;
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  })();
}
