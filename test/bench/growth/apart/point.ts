import { rmSync } from 'node:fs';
import { beginning, type ClaimEvent, streamOf, systemClock } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { openTimeline, RecordSource } from '@monitoring-timeline/projections';
import { openTimelineReader } from '@monitoring-timeline/projections/reader';
import { histories } from '../../../support/histories.ts';

/**
 * One point of a curve, in a process of its own so that its memory is its own: `node point.ts KIND LOG EVENTS AUTHORITIES`. Prints
 * computing time and time in seconds, and the most memory that was resident in MB.
 */
const [kind = '', log = '', events = '0', authorities = '0'] = process.argv.slice(2);

type Work = () => Promise<unknown>;

/** Reads the events of one type from end to end of the log. */
async function ofType(type: string): Promise<Work> {
  const store = await openSqliteStore(log, { readOnly: true });
  const filter = { types: [type] };
  return async () => {
    for (let after = beginning; ; ) {
      const page = await store.readAll(after, { filter });
      if (page.atEnd) break;
      after = page.next;
    }
    await store.close();
  };
}

/** What is measured, after what it needs is at hand. */
const kinds: Readonly<Record<string, () => Promise<Work>>> = {
  async append() {
    const store = await openSqliteStore(log);
    const wanted = { seed: 18, events: Number(events), authorities: Number(authorities) };
    const source = histories(wanted);
    const batch = (): readonly ClaimEvent[] => {
      const taken: ClaimEvent[] = [];
      while (taken.length < 500) {
        const { value, done } = source.next();
        if (done) break;
        taken.push(value);
      }
      return taken;
    };
    let next = batch();
    return async () => {
      while (next.length > 0) {
        await store.appendMany(
          next.map((event) => ({
            stream: streamOf(event),
            events: [event],
            expected: 'any' as const,
          })),
        );
        uncounted(() => {
          next = batch();
        });
      }
      await store.close();
    };
  },
  async replay() {
    const store = await openSqliteStore(log, { readOnly: true });
    return async () => {
      for await (const record of new RecordSource({ store }).each()) if (record.size < 0) break;
      await store.close();
    };
  },
  corrections: () => ofType('FactCorrected'),
  'of a type': () => ofType('InterventionStarted'),
  async snapshot() {
    rmSync(stateOf(log), { force: true });
    const opened = await openBoth();
    return async () => {
      await opened.timeline.snapshot();
      await opened.close();
    };
  },
  async keep() {
    rmSync(stateOf(log), { force: true });
    return async () => {
      const { timeline, close } = await openBoth();
      await timeline.issueNotices();
      await timeline.keep();
      await close();
    };
  },
  // from what a process of its own kept before: that takes more memory
  async open() {
    return async () => {
      const { timeline, close } = await openBoth();
      await timeline.issueNotices();
      await timeline.ask('standing', { authority: 'unit-3' }, dates);
      await close();
    };
  },
  async standing() {
    const store = await openSqliteStore(log, { readOnly: true });
    return async () => {
      const reader = await openTimelineReader({ store, clock: systemClock });
      await reader.ask('standing', { authority: 'unit-3' }, dates);
      await store.close();
    };
  },
  async due() {
    const store = await openSqliteStore(log, { readOnly: true });
    return async () => {
      const reader = await openTimelineReader({ store, clock: systemClock });
      await reader.ask('due', {}, dates);
      await store.close();
    };
  },
  async picture() {
    const store = await openSqliteStore(log, { readOnly: true });
    return async () => {
      const reader = await openTimelineReader({ store, clock: systemClock });
      await reader.ask('picture', {}, dates);
      await store.close();
    };
  },
};

const stateOf = (path: string): string => `${path}.state`;

async function openBoth() {
  const [store, state] = [await openSqliteStore(log), await openStateStore(stateOf(log))];
  const timeline = await openTimeline({ store, state, clock: systemClock });
  const close = async () => {
    await timeline.close();
    await state.close();
    await store.close();
  };
  return { timeline, close };
}

const dates = { asOf: '2024-12-31', knownAt: '2025-12-31' };

let away = { cpu: 0, ms: 0 };
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Does what belongs to no measurement. */
function uncounted(work: () => void): void {
  const [cpu, ms] = [cpuMs(), performance.now()];
  work();
  away = { cpu: away.cpu + cpuMs() - cpu, ms: away.ms + performance.now() - ms };
}

const work = await (kinds[kind] ?? (() => Promise.reject(new Error(`No kind ${kind}`))))();
away = { cpu: 0, ms: 0 };
const [cpu, ms] = [cpuMs(), performance.now()];
await work();
const seconds = (performance.now() - ms - away.ms) / 1000;
const computing = (cpuMs() - cpu - away.cpu) / 1000;
const { maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ seconds, computing, mb: maxRSS / 1000 }));
