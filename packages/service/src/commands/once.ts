import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../app/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { changeState, type StatePart } from '../webhooks/local-state.ts';

/** An answer is kept, and its key taken, for so long. */
const keptMs = 24 * 3_600_000;
/** A request that has not been answered in so long was cut off: its key may be used again. */
const underWayMs = 10 * 60_000;

/** An answer that can be given again. */
export interface Given {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Kept {
  readonly asked: string;
  readonly at: number;
  /** Absent while the request is under way. */
  readonly given?: Given;
}

/**
 * Has each command with an `Idempotency-Key` carried out once: the same key with the same content is given the same answer for a
 * day, by any process over the same state; with other content it is refused. Keys of one token are nobody else's.
 */
export class Once {
  readonly #part: StatePart;
  readonly #now: () => number;

  constructor({ state, store, clock }: Pick<ServiceContext, 'state' | 'store' | 'clock'>) {
    this.#part = { state, storeId: store.id, projection: 'idempotency' };
    this.#now = () => clock.now();
  }

  /**
   * Answers a command, once. `content` tells one request from another beside its address.
   * @throws RequestProblem 400 where the key is none, 409 while the first request is under way, 422 with other content
   */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    content: unknown,
    work: () => Promise<Given>,
  ): Promise<FastifyReply> {
    const key = keyOf(request);
    if (key === undefined) return send(reply, await work());
    const asked = hash('sha256', JSON.stringify([request.method, request.url, content ?? null]));
    const before = await this.#begin(key, asked);
    if (before) return send(reply.header('idempotency-replayed', 'true'), before);
    try {
      const given = await work();
      await this.#put(key, { asked, at: this.#now(), given });
      return send(reply, given);
    } catch (error) {
      // nothing came of it: the key may be used again
      await changeState(this.#part, async () => ({ result: undefined, remove: [key] }));
      throw error;
    }
  }

  async #begin(key: string, asked: string): Promise<Given | undefined> {
    await this.#forgetOld();
    return changeState(this.#part, async (read) => {
      const text = await read(key);
      const kept = text === undefined ? undefined : (JSON.parse(text) as Kept);
      const age = kept ? this.#now() - kept.at : 0;
      if (kept && age < (kept.given ? keptMs : underWayMs)) {
        if (kept.asked !== asked) throw reused;
        if (!kept.given) throw underWay;
        return { result: kept.given };
      }
      const value = JSON.stringify({ asked, at: this.#now() } satisfies Kept);
      return { result: undefined, put: [{ key, value }] };
    });
  }

  async #put(key: string, kept: Kept): Promise<void> {
    const put = [{ key, value: JSON.stringify(kept) }];
    await changeState(this.#part, async () => ({ result: undefined, put }));
  }

  /** Lets go of what has been kept for its day. */
  async #forgetOld(): Promise<void> {
    const { state, projection } = this.#part;
    const entries = await state.entries(projection, { limit: 10_000 });
    const remove = entries
      .filter(({ value }) => this.#now() - (JSON.parse(value) as Kept).at >= keptMs)
      .map(({ key }) => key);
    if (remove.length > 0) {
      await changeState(this.#part, async () => ({ result: undefined, remove }));
    }
  }
}

const reused = new RequestProblem(
  422,
  'IdempotencyKeyReused',
  'This Idempotency-Key was used for another request within a day. Use a key of its own for each.',
);
const underWay = new RequestProblem(
  409,
  'RequestUnderWay',
  'The first request with this Idempotency-Key is under way. Ask again when it is done.',
  { 'retry-after': '5' },
);

function keyOf({ headers, caller }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  const text = [given].flat().join(',');
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(text)) {
    throw new RequestProblem(
      400,
      'InvalidIdempotencyKey',
      'The Idempotency-Key is longer than 255 characters, or holds others than printable ASCII. A UUID does well.',
    );
  }
  return hash('sha256', JSON.stringify([caller?.id ?? null, text]));
}

function send(reply: FastifyReply, { status, body, headers = {} }: Given): FastifyReply {
  return reply.code(status).headers(headers).header('cache-control', 'no-store').send(body);
}
