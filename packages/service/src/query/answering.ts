import { england, isoDay } from '@monitoring-timeline/core';
import { attribution, type Dates } from '@monitoring-timeline/projections';
import { byteOrderMark, csvLines } from '@monitoring-timeline/projections/export';
import type { Question, RowKey } from '@monitoring-timeline/projections/questions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { type Form, nextPage, type QuestionRequest } from './asked.ts';
import { cursorOf, cursorText, rowsAfter } from './cursor.ts';
import {
  etagOf,
  type Ground,
  groundOf,
  matches,
  modifiedAt,
  restsOn,
  unmodified,
} from './freshness.ts';
import { address } from './parameters.ts';

/** An answer as it is sent, and where the next page is. */
interface Answered {
  readonly body: Buffer;
  readonly next: string | undefined;
}

export const media = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  csv_marked: 'text/csv; charset=utf-8; header=present',
} as const;

/** Answers that were given lately are kept under their validators, together no longer than this. */
const keptBytes = 24 * 1024 * 1024;

export const licence =
  '<https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/>; rel="license"';

/** Answers questions: with what a client has already where that is right, with what was worked out lately, or afresh. */
export class Answering {
  readonly #context: ServiceContext;
  readonly #ground: () => Promise<Ground>;
  readonly #kept = new LRUCache<string, Answered>({
    maxSize: keptBytes,
    sizeCalculation: ({ body }) => body.length + 1,
  });

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#ground = groundOf(context);
  }

  async send(
    asked: QuestionRequest,
    form: Form,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const ground = await this.#ground();
    const turned = turnsOn(asked.dates, ground.today);
    const { beyondLog = false } = asked.asked;
    const known = beyondLog ? undefined : this.#validator(asked, form, ground, turned);
    const modified = beyondLog ? undefined : modifiedAt(ground, turned);
    const before = known === undefined ? undefined : this.#kept.get(known);
    if (known !== undefined && this.#has(request, known, modified)) {
      return withHeaders(reply, known, modified).code(304).send();
    }
    const answered = before ?? (await this.#answered(asked, form, ground));
    const etag = known ?? etagOf([answered.body.toString()]);
    if (known !== undefined) this.#kept.set(known, answered);
    else if (this.#has(request, etag, modified)) {
      return withHeaders(reply, etag, modified).code(304).send();
    }
    const { body, next } = answered;
    const links = next === undefined ? licence : `${licence}, <${next}>; rel="next"`;
    return withHeaders(reply, etag, modified).header('link', links).type(media[form]).send(body);
  }

  #validator(
    asked: QuestionRequest,
    form: Form,
    ground: Ground,
    turned: string | undefined,
  ): string {
    const rests = restsOn(this.#context, ground);
    return etagOf([...rests, turned ?? null, asked.question, asked.page, form]);
  }

  /** True where the client has the answer already. */
  #has({ headers }: FastifyRequest, etag: string, modified: number | undefined): boolean {
    const { 'if-none-match': tags, 'if-modified-since': since } = headers;
    if (tags !== undefined) return matches(tags, etag);
    if (since === undefined || modified === undefined) return false;
    return unmodified(since, modified, this.#context.clock.now());
  }

  async #answered(asked: QuestionRequest, form: Form, { position }: Ground): Promise<Answered> {
    const { asked: question, words, page } = asked;
    const { timeline } = this.#context;
    const ask = (dates: Dates) =>
      timeline.ask(question, words as never, dates, { manner: address });
    if (!question.key) {
      const answer = valid(question, await ask(asked.dates));
      const body = Buffer.from(this.#written(asked, answer, form, asked.dates));
      return { body, next: undefined };
    }
    const keyOf = question.key as (row: unknown) => RowKey;
    const cursor = page.cursor === undefined ? undefined : cursorOf(asked.question, page.cursor);
    const { asOf, knownAt } = timeline.coordinates(asked.dates);
    const dates = cursor?.dates ?? {
      ...asked.dates,
      asOf: isoDay(asOf),
      knownAt: isoDay(knownAt),
      upTo: position,
    };
    const rows = (await ask(dates)) as readonly unknown[];
    const left = cursor ? rowsAfter(rows, cursor.after, keyOf) : rows;
    const answer = valid(question, left.slice(0, page.limit));
    const body = Buffer.from(this.#written(asked, answer, form, dates));
    const last = left[page.limit - 1];
    if (left.length <= page.limit || last === undefined) return { body, next: undefined };
    const next = cursorText(asked.question, { dates, after: keyOf(last) });
    return { body, next: nextPage(asked.url, next) };
  }

  #written({ asked, words }: QuestionRequest, answer: unknown, form: Form, dates: Dates): string {
    if (form === 'json') return JSON.stringify(answer);
    const [table] = asked.tables;
    if (!table) return '';
    const { timeline } = this.#context;
    const { directory } = timeline;
    const at = timeline.coordinates(dates);
    const named = asked.about === 'authority' ? String(words.authority) : undefined;
    const authority =
      named === undefined || named.trim().toLowerCase() === england
        ? named?.trim().toLowerCase()
        : directory.resolve(named, { asOf: at.asOf }).key;
    const lines = csvLines(
      table.columns,
      table.cells(answer as never, { directory, at, authority }),
    );
    return form === 'csv' ? lines : byteOrderMark + lines;
  }
}

/** The last day that turned an answer: today where it is about today, else the one asked for where that has come. */
function turnsOn({ asOf, knownAt }: Dates, today: string): string | undefined {
  if (asOf === undefined || knownAt === undefined) return today;
  const later = asOf > knownAt ? asOf : knownAt;
  return later > today ? undefined : later;
}

/** The answer as its schema lets it through; what it does not know is a fault of ours, never passed on. */
function valid({ answer: schema }: Question, answer: unknown): unknown {
  return z.encode(schema, answer as never);
}

/** What stands beside every answer: its validators, whose data it is, and what it is not. */
export function withHeaders(
  reply: FastifyReply,
  etag: string,
  modified: number | undefined,
): FastifyReply {
  reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    vary: 'accept, authorization',
    attribution: [attribution.licence, attribution.codes, attribution.notice].join(' '),
    link: licence,
  });
  if (modified !== undefined) reply.header('last-modified', new Date(modified).toUTCString());
  return reply;
}
