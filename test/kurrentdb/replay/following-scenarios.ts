import type { Filter, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type Bench, event, range } from './bench.ts';
import { placed } from './calls.ts';
import { decode, encode } from './encoding.ts';
import { type Act, type Happening, Watching } from './following.ts';
import { type Replay, result, type Scenario } from './scenario.ts';

type Acts = (client: KurrentDBClient) => readonly Act[];

/** Follows one stream as a step did, and does what its tester did meanwhile. */
const stream =
  (acts: Acts = () => []): Replay =>
  async (bench, step) => {
    const options = (decode(step.args.options) ?? {}) as never;
    const sub = bench.client.subscribeToStream(String(step.args.stream), options);
    const events = await new Watching(sub as never).follow(
      recordedEvents(step.outcome),
      acts(bench.client),
    );
    return { events };
  };

/** The same for everything; checkpoints are noted where the recording has them. */
const all =
  (acts: Acts = () => [], keep = Number.POSITIVE_INFINITY): Replay =>
  async (bench, step) => {
    const options = placed(bench, (decode(step.args.options) ?? {}) as Record<string, unknown>);
    const filter = options.filter as (Filter & { checkpointReached?: unknown }) | undefined;
    let watching: Watching | undefined;
    if (filter?.checkpointReached !== undefined)
      filter.checkpointReached = async (_: unknown, position: unknown) =>
        watching?.note('checkpointReached(callback)', encode(position));
    const sub = bench.client.subscribeToAll(options as never);
    watching = new Watching(sub as never);
    watching.keepData = keep;
    const events = await watching.follow(recordedEvents(step.outcome), acts(bench.client));
    return { events };
  };

const recordedEvents = (outcome: Readonly<Record<string, unknown>>): readonly Happening[] =>
  outcome.events as Happening[];

const appends =
  (name: string, count = 1) =>
  (client: KurrentDBClient) =>
  () =>
    client.appendToStream(
      name,
      range(1, count).map((n) => event(n)),
    );

async function streams(bench: Bench): Promise<void> {
  await bench.fill('sub-1', [1, 2, 3]);
  await bench.fill('sub-del', [1, 2]);
  await bench.client.deleteStream('sub-del');
  await bench.fill('sub-tomb', [1]);
  await bench.client.setStreamMetadata('sub-max', { maxCount: 2 });
  await bench.fill('sub-max', range(1, 6));
}

async function everything(bench: Bench): Promise<void> {
  await bench.fill('suball-1', [1]);
  const { position } = await bench.client.appendToStream('suball-1', event(2));
  bench.learn(9546253n, position?.commit ?? 0n);
}

async function checkpointNoise(bench: Bench): Promise<void> {
  await bench.fill('suball-noise', range(1, 300));
  await bench.fill('suball-1', [1]);
}

export const FOLLOWING: readonly Scenario[] = [
  {
    name: 'subscribe-stream',
    before: { 1: streams },
    replays: {
      1: stream((client) => [
        { after: 5, mark: '-- append 2 --', does: appends('sub-1', 2)(client) },
      ]),
      2: stream((client) => [{ after: 2, does: appends('sub-1')(client) }]),
      3: stream(),
      4: stream(),
      5: stream((client) => [{ after: 2, does: appends('sub-1')(client) }]),
      6: stream(),
      7: stream(),
      8: stream((client) => [
        { after: 1, mark: '-- append --', does: appends('sub-missing')(client) },
      ]),
      9: stream((client) => [{ after: 1, does: appends('sub-del')(client) }]),
      10: stream((client) => [
        { after: 3, mark: '-- deleteStream --', does: () => client.deleteStream('sub-del') },
        { after: 4, mark: '-- append --', does: appends('sub-del')(client) },
      ]),
      11: stream((client) => [
        { after: 3, mark: '-- tombstoneStream --', does: () => client.tombstoneStream('sub-tomb') },
      ]),
      12: stream(),
      13: stream(),
      14: stream(),
      15: stream(),
      16: result(async ({ client }) => {
        const sub = client.subscribeToStream('sub-1');
        sub.on('error', () => undefined);
        await new Promise((resolve) => sub.on('confirmation', () => resolve(undefined)));
        return [String(await sub.unsubscribe()), String(await sub.unsubscribe())];
      }),
      17: async (bench) => {
        const sub = bench.client.subscribeToStream('sub-1');
        const watching = new Watching(sub as never);
        await sub.unsubscribe();
        await watching.reached(3);
        return { events: watching.happened };
      },
      18: result(async ({ client }) => {
        const sub = client.subscribeToStream('sub-1');
        let seen = 0;
        for await (const _ of sub) {
          seen += 1;
          if (seen === 2) break;
        }
        await sub.unsubscribe();
        return { seen, destroyed: sub.destroyed };
      }),
      19: result(async ({ client }) => {
        const sub = client.subscribeToStream('sub-1');
        sub.on('caughtUp', () => setTimeout(() => void sub.unsubscribe(), 30));
        let n2 = 0;
        for await (const _ of sub) n2 += 1;
        return { n2, destroyed: sub.destroyed, readableEnded: sub.readableEnded };
      }),
    },
  },
  {
    name: 'subscribe-all',
    before: { 1: everything, 8: checkpointNoise },
    replays: {
      1: all((client) => [{ after: 2, does: appends('suball-1')(client) }]),
      2: all(),
      3: all(),
      5: all((client) => [{ after: 2, does: appends('suball-1')(client) }]),
      6: all((client) => [{ after: 4, does: appends('suball-1')(client) }]),
      7: all((client) => [
        {
          after: 2,
          does: async () => {
            await client.setStreamMetadata('suball-meta', { maxCount: 1 });
            await appends('suball-1')(client)();
          },
        },
      ]),
      8: all(),
      9: all(),
      10: all((client) => [
        {
          after: 2,
          mark: '-- 100 non-matching appended --',
          does: appends('suball-noise', 100)(client),
        },
      ]),
      11: all((client) => [{ after: 2, does: appends('suball-1', 40)(client) }], 25),
      12: result(async ({ client }) =>
        [{ checkpointInterval: 0 }, { checkpointInterval: 1, maxSearchWindow: 0 }].map((wrong) => {
          try {
            client.subscribeToAll({
              filter: { filterOn: 'streamName', prefixes: ['a'], ...wrong },
            } as never);
            return 'taken';
          } catch (error) {
            return (error as Error).message;
          }
        }),
      ),
    },
    left: { 4: 'it lists what the scenarios before it had left on the recorded server' },
  },
  {
    name: 'client-dispose',
    left: { 1: 'it is the call that the next step makes' },
    replays: {
      2: async (bench, step) => {
        await bench.fill('disp-1', [1]);
        const client = bench.freshClient();
        const watching = new Watching(client.subscribeToStream('disp-1') as never);
        const events = await watching.follow(recordedEvents(step.outcome), [
          { after: 3, mark: '-- client.dispose() --', does: () => client.dispose() },
        ]);
        return { events };
      },
      3: result(async (bench) => {
        await bench.client.dispose();
        return encode(await bench.client.appendToStream('disp-1', event(2)));
      }),
      4: result(async ({ client }) => {
        let count = 0;
        for await (const _ of client.readStream('disp-1')) count += 1;
        return count;
      }),
    },
  },
];
