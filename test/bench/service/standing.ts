import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamOf } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { systemClock } from '@monitoring-timeline/projections';
import {
  type Concern,
  createService,
  createToken,
  readSettings,
} from '@monitoring-timeline/service';
import { Pool } from 'undici';
import { shippedEvents } from '../../support/record.ts';
import { type Bench, speedRatio } from '../bench.ts';

/** Requests in flight at a time, requests a round, and rounds that take turns. */
const [atOnce, requests, rounds] = [16, 1500, 9];

const fixedPath = '/fixed';
const standingPath = '/api/authorities/sunderland/standing?asOf=2018-07-25&knownAt=2026-01-01';

interface Fixed {
  body: string;
  etag: string;
  headers: Readonly<Record<string, string>>;
}

/** A handler that gives fixed bytes from memory, and nothing where the client has them. */
const fixedRoute =
  (fixed: Fixed): Concern =>
  () =>
  async (app) => {
    app.get(fixedPath, async (request, reply) => {
      reply.headers(fixed.headers);
      if (request.headers['if-none-match'] === fixed.etag) return reply.code(304).send();
      return reply.send(fixed.body);
    });
  };

type Ask = (path: string) => Promise<{ readonly body: string; readonly headers: object }>;

/** The service over the shipped record in a file, with the fixed handler beside its own, asked with a token. */
async function whileServing<T>(fixed: Fixed, work: (ask: Ask) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-bench-'));
  const store = await openSqliteStore(join(folder, 'log.db'));
  for (const [stream, events] of Map.groupBy(shippedEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'any' });
  }
  const actor = { kind: 'program', name: 'bench' } as const;
  const now = new Date();
  const expires = new Date(now.getTime() + 86_400_000);
  const { text } = await createToken({ role: 'reader', expires }, { store, actor, now });
  const parts = {
    store,
    people: createMemoryPeopleRegister(),
    documents: createMemoryDocumentStore(),
    state: createMemoryStateStore(),
    clock: systemClock,
  };
  const limits = {
    ratePerMinute: 1_000_000,
    tokenRatePerMinute: 1_000_000,
    workSecondsPerMinute: 600,
  };
  const flags = { port: 0, reading: 'closed', logLevel: 'silent', ...limits };
  const service = await createService(parts, readSettings({ flags }), [fixedRoute(fixed)]);
  const pool = new Pool(await service.listen(), { connections: atOnce });
  const headers = { authorization: `Bearer ${text}` };
  try {
    return await work(async (path) => {
      const answer = await pool.request({ method: 'GET', path, headers });
      const body = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${body}`);
      return { body, headers: answer.headers };
    });
  } finally {
    await pool.close();
    await service.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What of an answer its handler said, and not the server or its protection. */
function ownHeaders(headers: object): Readonly<Record<string, string>> {
  const own = [
    'etag',
    'cache-control',
    'vary',
    'attribution',
    'link',
    'content-type',
    'last-modified',
  ];
  return Object.fromEntries(
    Object.entries(headers as Record<string, string>).filter(([name]) => own.includes(name)),
  );
}

export const benches: readonly Bench[] = [
  {
    name: 'standing query against a handler that gives the same bytes from memory',
    target: { atLeast: 0.5, unit: 'ratio' },
    run: async () => {
      const fixed: Fixed = { body: '', etag: '', headers: {} };
      return whileServing(fixed, async (ask) => {
        const { body, headers } = await ask(standingPath);
        const own = ownHeaders(headers);
        Object.assign(fixed, { body, etag: own.etag, headers: own });
        if ((await ask(fixedPath)).body !== body) throw new Error('the two answers differ');

        async function round(path: string): Promise<void> {
          let left = requests;
          const one = async (): Promise<void> => {
            while (left > 0) {
              left -= 1;
              await ask(path);
            }
          };
          await Promise.all(Array.from({ length: atOnce }, one));
        }

        await round(standingPath);
        await round(fixedPath);
        const { ratio, ours, yardstick } = await speedRatio(
          rounds,
          () => round(standingPath),
          () => round(fixedPath),
        );
        const rate = (ms: number) => `${Math.round((requests / ms) * 1000)} a second`;
        return {
          value: ratio,
          detail: `${rate(ours)} against ${rate(yardstick)}, ${body.length} bytes each`,
        };
      });
    },
  },
];
