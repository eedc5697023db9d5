import {
  type ClaimEvent,
  type EventStore,
  england,
  streamOf,
  type Verifiable,
} from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { systemClock } from '@monitoring-timeline/projections';
import {
  createService,
  createToken,
  type Parts,
  type Role,
  readSettings,
  type Service,
  type Settings,
} from '@monitoring-timeline/service';
import { Agent, type Dispatcher, request } from 'undici';
import { shippedEvents } from '../support/record.ts';

/** Authorities that between them have every kind of fact: re-inspections, visits, posts, interventions, a successor. */
const few = new Set([
  england,
  'sunderland',
  'stockton-on-tees',
  'cheshire-east',
  'trafford',
  'merton',
  'dorset',
  'dorset-to-2019',
  'northumberland',
  'slough',
]);

/** Events of the shipped record about a few authorities and the country. */
export function fewEvents(): readonly ClaimEvent[] {
  return shippedEvents().filter(({ authority }) => few.has(authority));
}

/** A memory store that holds events. */
export async function storeOf(events: readonly ClaimEvent[]): Promise<EventStore & Verifiable> {
  const store = createMemoryStore();
  const streams = Map.groupBy(events, (event) => streamOf(event));
  for (const [stream, own] of streams) {
    await store.append(stream, own, { expected: 'none' });
  }
  return store;
}

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** The body as JSON. */
  json<T = unknown>(): T;
}

type Asking = Partial<Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>>;

/** A service that listens on a free port of this machine, over parts of its own unless some are given. */
export interface Serving {
  readonly service: Service;
  readonly parts: Parts;
  readonly url: string;
  /** Asks over a socket. */
  ask(path: string, asking?: Asking): Promise<Answer>;
  /** The headers that show a fresh token of a role. */
  bearer(role: Role): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

/** Generous limits: a test asks more often than a person. */
const unlimited = {
  ratePerMinute: 1_000_000,
  tokenRatePerMinute: 1_000_000,
  workSecondsPerMinute: 600,
  // a process that stands still has not been sent its requests slowly
  requestSeconds: 600,
  logLevel: 'silent',
} as const;

export async function startServing(
  given: Partial<Parts> = {},
  settings: Partial<Settings> = {},
): Promise<Serving> {
  const parts: Parts = {
    store: given.store ?? (await storeOf(fewEvents())),
    people: given.people ?? createMemoryPeopleRegister(),
    documents: given.documents ?? createMemoryDocumentStore(),
    seals: given.seals,
    state: given.state ?? createMemoryStateStore(),
    clock: given.clock ?? systemClock,
    emptyStore: async () => createMemoryStore(),
  };
  const flags = { port: 0, ...unlimited, ...settings };
  const service = await createService(parts, readSettings({ flags }));
  const url = await service.listen();
  const dispatcher = new Agent({ pipelining: 1 });
  return {
    service,
    parts,
    url,
    async ask(path, asking = {}) {
      const { statusCode, headers, body } = await request(`${url}${path}`, {
        dispatcher,
        ...asking,
      });
      const text = await body.text();
      return {
        status: statusCode,
        headers: headers as Answer['headers'],
        text,
        json: <T>() => JSON.parse(text) as T,
      };
    },
    async bearer(role) {
      const expires = new Date(parts.clock.now() + 86_400_000);
      const actor = { kind: 'person', name: 'tester' } as const;
      const changer = { store: parts.store, actor, now: new Date(parts.clock.now()) };
      const { text } = await createToken({ role, expires }, changer);
      return { authorization: `Bearer ${text}` };
    },
    async stop() {
      await dispatcher.close();
      await service.close();
      await parts.store.close();
    },
  };
}
