import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, streamOf } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { systemClock } from '@monitoring-timeline/projections';
import {
  type Concern,
  createService,
  createToken,
  type Role,
  readSettings,
  type Settings,
} from '@monitoring-timeline/service';
import { type FormData, Pool } from 'undici';
import { shippedEvents } from '../../support/record.ts';

/** Asks the service with a token: sends what is given, else only asks. @throws Error where the answer is another than 200 */
type Request = (
  path: string,
  body?: FormData,
  more?: Readonly<Record<string, string>>,
) => ReturnType<Pool['request']>;

interface Serving {
  readonly role: Role;
  /** Connections that are kept open to it. */
  readonly connections: number;
  readonly settings?: Partial<Settings>;
  readonly further?: readonly Concern[];
}

/** No bench is held up by limits that keep guests apart. */
const unlimited = {
  ratePerMinute: 1_000_000,
  tokenRatePerMinute: 1_000_000,
  workSecondsPerMinute: 600,
} as const;

/** The service over the shipped record in a file, asked in the same process: what it does holds this thread. */
export async function whileServing<T>(
  { role, connections, settings, further }: Serving,
  work: (request: Request, store: EventStore) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-bench-'));
  const store = await openSqliteStore(join(folder, 'log.db'));
  for (const [stream, events] of Map.groupBy(shippedEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'any' });
  }
  const actor = { kind: 'program', name: 'bench' } as const;
  const now = new Date();
  const expires = new Date(now.getTime() + 86_400_000);
  const { text } = await createToken({ role, expires }, { store, actor, now });
  const state = await openStateStore(join(folder, 'state.db'));
  const parts = {
    store,
    people: createMemoryPeopleRegister(),
    documents: createMemoryDocumentStore(),
    state,
    clock: systemClock,
    emptyStore: async () => createMemoryStore(),
  };
  const flags = { port: 0, logLevel: 'silent', ...unlimited, ...settings };
  const service = await createService(parts, readSettings({ flags }), further);
  const pool = new Pool(await service.listen(), { connections });
  // as the command does
  service.describe();
  const headers = { authorization: `Bearer ${text}` };
  try {
    return await work(async (path, body, more) => {
      const sent = body ? ({ method: 'POST', body } as const) : ({ method: 'GET' } as const);
      const answer = await pool.request({
        path,
        headers: { ...headers, ...more },
        ...(sent as { method: 'GET' }),
      });
      if (answer.statusCode === 200) return answer;
      throw new Error(`${path}: ${answer.statusCode} ${await answer.body.text()}`);
    }, store);
  } finally {
    await pool.close();
    await service.close();
    await state.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
