import type { AllStreamSubscription, Filter } from '@kurrent/kurrentdb-client';
import { beginning, toPosition } from '@monitoring-timeline/core';
import { sampleEvents } from '@monitoring-timeline/core/contract/samples';
import type { Bench } from '../bench.ts';
import { compared, described } from './compare.ts';
import { type Measured, type MeasuredServer, measuredServers } from './server.ts';

const count = 30_000;
const size = 500;
const rounds = 7;

/** Counts events by type, so that on both sides each event is parsed and looked at. */
class Tally {
  readonly #types = new Map<string, number>();
  events = 0;

  add({ type }: { readonly type: string }): void {
    this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
    this.events += 1;
  }

  /** @throws Error where a side did not do the same work */
  check(): void {
    if (this.events !== count) throw new Error(`${this.events} of ${count} events came`);
  }
}

const dataOf = (event: { readonly data: unknown }): { readonly type: string } =>
  event.data as { readonly type: string };

async function fill({ store }: Measured): Promise<void> {
  for (let at = 0; at < count; at += size) {
    await store.append(`${(at / size) % 30}`, sampleEvents(size), { expected: 'any' });
  }
}

function bareSubscription({ client }: Measured, filter: Filter): Promise<void> {
  const tally = new Tally();
  return new Promise((resolve, reject) => {
    const subscription: AllStreamSubscription = client.subscribeToAll({
      fromPosition: 'start',
      filter,
    });
    subscription.on('data', ({ event }) => event && tally.add(dataOf(event)));
    subscription.on('error', reject);
    subscription.on('caughtUp', () => {
      tally.check();
      subscription.unsubscribe().then(resolve, reject);
    });
  });
}

async function ourSubscription({ store }: Measured): Promise<void> {
  const tally = new Tally();
  for await (const message of store.follow(beginning)) {
    if (message.kind === 'caught-up') break;
    for (const { event } of message.events) tally.add(event);
  }
  tally.check();
}

async function bareRead({ client }: Measured, filter: Filter): Promise<void> {
  const tally = new Tally();
  for await (const { event } of client.readAll({ fromPosition: 'start', filter })) {
    if (event !== undefined) tally.add(dataOf(event));
  }
  tally.check();
}

async function ourRead({ store }: Measured): Promise<void> {
  const tally = new Tally();
  for (let after = '', atEnd = false; !atEnd; ) {
    const page = await store.readAll(toPosition(after));
    for (const { event } of page.events) tally.add(event);
    ({ next: after, atEnd } = page);
  }
  tally.check();
}

function catchUp(
  { name, use }: MeasuredServer,
  what: string,
  ours: (measured: Measured) => Promise<void>,
  bare: (measured: Measured, filter: Filter) => Promise<void>,
): Bench {
  return {
    name: `${what} on ${name}, time against the bare client's`,
    target: { atMost: 1.3, unit: 'ratio' },
    run: () =>
      use(async (measured) => {
        await fill(measured);
        const filter: Filter = {
          filterOn: 'streamName',
          prefixes: [measured.events],
          checkpointInterval: 32,
        };
        const { ours: mine, bare: theirs } = await compared(
          rounds,
          () => ours(measured),
          () => bare(measured, filter),
        );
        return {
          value: mine.ms / theirs.ms,
          detail: `${described(mine, count)} against ${described(theirs, count)} of the bare client for ${count.toLocaleString('en')} events`,
        };
      }),
  };
}

export const benches: Bench[] = measuredServers().flatMap((server) => [
  catchUp(server, 'a subscription until it has caught up', ourSubscription, bareSubscription),
  catchUp(server, 'reading the whole log in pages', ourRead, bareRead),
]);
