import { hash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { changeState, type StatePart } from '@monitoring-timeline/core/shared-state';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../context/context.ts';
import { isProcessAlive } from '../context/process-alive.ts';
import { RequestProblem } from '../problems/index.ts';

/** An answer is kept, and its key taken, for so long. */
const keptMs = 24 * 3_600_000;
/** A request that has not been answered in so long was cut off: its key may be used again. */
const underWayMs = 10 * 60_000;
/** So many keys whose day is over are let go of with each that comes in: more than come in, so that none pile up. */
const forgottenAtOnce = 20;

/** An answer that can be given again. */
export interface Given {
  readonly status: number;
  readonly body: unknown;
  /** The body as it is given again, where something in it is told once. */
  readonly again?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A command, the key by which it is known again, and what tells it from another beside its address. */
export interface Command {
  readonly request: FastifyRequest;
  readonly key: string | undefined;
  readonly content: unknown;
}

/** Which process carries a command out. */
interface Bearer {
  readonly host: string;
  readonly pid: number;
  /** Tells processes apart that had one number after another, as all have in a container. */
  readonly life: string;
}

interface KeptRequest {
  readonly asked: string;
  readonly at: number;
  /** Who carries it out, or did. */
  readonly by: Bearer;
  /** Absent while the request is under way. */
  readonly given?: Pick<Given, 'status' | 'body' | 'headers'>;
}

const ourselves: Bearer = { host: hostname(), pid: process.pid, life: randomUUID() };

/**
 * Has each command with an `Idempotency-Key` carried out once: the same key with the same content is given the same answer for a
 * day, by any process over the same state; with other content it is refused. Keys of one token are nobody else's. What a process
 * that has died left under way is carried out again at once, which adds nothing: ids of events, and those made from the key, are
 * the same, so the log says what had come of it.
 */
export class Once {
  readonly #part: StatePart;
  readonly #now: () => number;

  constructor({ state, store, clock }: Pick<ServiceContext, 'state' | 'store' | 'clock'>) {
    this.#part = { state, storeId: store.id, projection: 'idempotency' };
    this.#now = () => clock.now();
  }

  /**
   * Answers a command, once. `content` tells one request from another beside its address; `work` is given a text that is the same
   * whenever this command is carried out, and no other's, to make ids of.
   * @throws RequestProblem 400 where the key is none, 409 while the first request is under way, 422 with other content
   */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    content: unknown,
    work: (command: string) => Promise<Given>,
  ): Promise<FastifyReply> {
    const key = headerOf(request);
    const { given, again } = await this.carryOut({ request, key, content }, work);
    return send(again ? reply.header('idempotency-replayed', 'true') : reply, given);
  }

  /**
   * Carries a command out, once, wherever its key was written; without a key each time.
   * @throws RequestProblem as `answer`
   */
  async carryOut(
    { request, key: text, content }: Command,
    work: (command: string) => Promise<Given>,
  ): Promise<{ readonly given: Given; readonly again: boolean }> {
    if (text === undefined) {
      return { given: await work(randomUUID().replaceAll('-', '')), again: false };
    }
    const key = keyOf(text, request);
    const asked = hash('sha256', JSON.stringify([request.method, request.url, content ?? null]));
    const before = await this.#begin(key, asked);
    if (before) return { given: before, again: true };
    try {
      const { status, body, again = body, headers } = await work(hash('sha256', key + asked));
      const given = { status, body: again, ...(headers ? { headers } : {}) };
      await this.#put(key, { asked, at: this.#now(), by: ourselves, given });
      return { given: { ...given, body }, again: false };
    } catch (error) {
      // nothing came of it: the key may be used again
      await changeState(this.#part, async () => ({ result: undefined, remove: [key] }));
      throw error;
    }
  }

  async #begin(key: string, asked: string): Promise<Given | undefined> {
    await this.#forgetOld();
    return changeState(this.#part, async (read) => {
      const now = this.#now();
      const text = await read(key);
      const kept = text === undefined ? undefined : (JSON.parse(text) as KeptRequest);
      if (kept && now - kept.at < keptMs && (kept.given || !wasCutOff(kept, now))) {
        if (kept.asked !== asked) throw reused;
        if (!kept.given) throw underWay;
        return { result: kept.given };
      }
      const value = JSON.stringify({ asked, at: now, by: ourselves } satisfies KeptRequest);
      const put = [
        { key, value },
        { key: inTime(now, key), value: '' },
      ];
      return { result: undefined, put };
    });
  }

  async #put(key: string, kept: KeptRequest): Promise<void> {
    const put = [{ key, value: JSON.stringify(kept) }];
    await changeState(this.#part, async () => ({ result: undefined, put }));
  }

  /** Lets go of what has been kept for its day: the oldest, which the order of time finds without reading any other. */
  async #forgetOld(): Promise<void> {
    const { state, projection } = this.#part;
    const over = inTime(this.#now() - keptMs, '');
    const entries = await state.entries(projection, { after: times, limit: forgottenAtOnce });
    const old = entries.map(({ key }) => key).filter((one) => one < over);
    if (old.length === 0) return;
    const remove = old.flatMap((one) => [one, one.slice(over.length)]);
    await changeState(this.#part, async () => ({ result: undefined, remove }));
  }
}

/** Keys are hex digits; the order of time stands behind them all. */
const times = 't';

function inTime(at: number, key: string): string {
  return `${times}${String(at).padStart(15, '0')}${key}`;
}

/** True where nobody will answer any more: too long ago, or by a process of this machine that is no more. */
function wasCutOff({ at, by }: KeptRequest, now: number): boolean {
  if (now - at >= underWayMs) return true;
  if (by.host !== ourselves.host || by.life === ourselves.life) return false;
  return by.pid === ourselves.pid || !isProcessAlive(by.pid);
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

function headerOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  return given === undefined ? undefined : [given].flat().join(',');
}

function keyOf(text: string, { caller }: FastifyRequest): string {
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
