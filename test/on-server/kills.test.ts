import {
  beginning,
  type EventEnvelope,
  StoreUnavailable,
  verifyStore,
} from '@monitoring-timeline/core';
import { Recorder, sampleEvents } from '@monitoring-timeline/core/contract';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { expect, it } from 'vitest';
import { kurrentServers } from '../contract/kurrent-server.ts';
import { until } from '../support/until.ts';
import { clusterAt, nodesIn, runFor } from './nodes.ts';

const { TIMELINE_KURRENTDB_KILL: kill, TIMELINE_KURRENTDB_START: start } = process.env;

/** Nobody ends a server that is not theirs: whoever names one says how. */
const withCommands = skippedBecause(
  kill && start
    ? undefined
    : 'a leader is killed only where pnpm contract was told how, by --kill and --start',
);

const writers = 4;
const each = 250;
const kills = 2;
/** An election, and a node that starts. */
const patience = 120_000;

/** Appends, and again for as long as the answer is to do the same again: whoever is kept out or left in doubt does so. */
async function appended(writer: KurrentStore, event: EventEnvelope): Promise<void> {
  for (;;) {
    try {
      await writer.append('contended', [event], { expected: 'any' });
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

it(
  'a leader that is killed under four writers of one stream and a follower loses and doubles nothing',
  withCommands,
  async () => {
    const [server] = kurrentServers();
    await server!.start();
    const address = server!.address();
    const { size } = await clusterAt(address);
    const store = await openKurrentStore(address, { patience });
    const recorder = new Recorder((signal) => store.follow(beginning, { signal }));
    const events = Array.from({ length: writers }, () => sampleEvents(each));
    let written = 0;
    const writing = Promise.all(
      events.map(async (own) => {
        const writer = await openKurrentStore(address, { patience });
        for (const event of own) {
          await appended(writer, event);
          written += 1;
        }
        await writer.close();
      }),
    );
    const failing = writing.then(() => new Promise<never>(() => {}));
    for (let n = 1; n <= kills; n += 1) {
      const share = (writers * each * n) / (kills + 1);
      await Promise.race([until('for some to be written', () => written >= share), failing]);
      const { leader = nodesIn(address)[0] ?? '' } = await clusterAt(address);
      await runFor(kill!, leader);
      const killed = performance.now();
      if (size > 1) {
        await until('for another leader', async () => {
          const next = (await clusterAt(address).catch(() => undefined))?.leader;
          return next !== undefined && next !== leader;
        });
        console.info(`another leads ${Math.round(performance.now() - killed)} ms after the kill`);
        const before = written;
        await until('for writers to go on', () => written > before);
        console.info(`writers go on ${Math.round(performance.now() - killed)} ms after the kill`);
      }
      await runFor(start!, leader);
    }
    await writing;
    const all = events.flat().map(({ id }) => id);
    await recorder.until(({ ids }) => ids.length >= all.length);
    recorder.stop();
    const stream = (await store.readStream('contended')).map(({ event }) => event.id);
    expect([...stream].sort()).toEqual([...all].sort());
    expect(recorder.ids).toEqual(stream);
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: all.length });
    await store.close();
    await server!.stop();
  },
);
