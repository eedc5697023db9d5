import {
  authorityKey,
  authorityStream,
  type ClaimEvent,
  streamOf,
} from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { correction } from '@monitoring-timeline/core/testing';
import { openTimeline, type Timeline } from '@monitoring-timeline/projections';
import { firstValueFrom, skip, timeout } from 'rxjs';
import { standing } from '../../../../packages/projections/src/questions/standing.ts';
import { quantile } from '../../bench.ts';

/**
 * What a service does on a large log, in a process of its own: `node large.ts keep LOG` is its first start, `node large.ts go-on LOG SMALL`
 * the next, beside a small log. Prints what it took, as JSON.
 */
const [kind = '', log = '', small = ''] = process.argv.slice(2);
const rounds = 20;

const computed = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const mb = (): number => process.resourceUsage().maxRSS / 1000;

/** Milliseconds of computing. */
async function computing(work: () => Promise<unknown>): Promise<number> {
  const before = computed();
  await work();
  return computed() - before;
}

async function opened(path: string) {
  const [store, state] = [await openSqliteStore(path), await openStateStore(`${path}.state`)];
  const timeline = await openTimeline({ store, state });
  // a service issues what is due before it tells anything
  await timeline.issueNotices();
  const close = async () => {
    await timeline.close();
    await Promise.all([state.close(), store.close()]);
  };
  return { store, timeline, close };
}

async function keep(): Promise<void> {
  const before = performance.now();
  const { timeline, close } = await opened(log);
  const started = { computing: computed() / 1000, seconds: (performance.now() - before) / 1000 };
  const written = await computing(() => timeline.keep());
  const most = mb();
  await close();
  process.stdout.write(JSON.stringify({ ...started, written: written / 1000, mb: most }));
}

const dates = { asOf: '2024-12-31', knownAt: '2025-12-31' };

/** Medians of a question about an authority that nobody asked about before, on both logs in turn. */
async function pairs(question: 'standing' | 'due', large: Timeline, little: Timeline) {
  const took = { large: [] as number[], small: [] as number[] };
  const ask = (timeline: Timeline, authority: string) =>
    computing(() => timeline.ask(question, { authority }, dates));
  const from = question === 'due' ? 1 : 61;
  for (let n = from; n < from + 2 * rounds; n += 1) {
    took.small.push(await ask(little, `unit-${n}`));
    took.large.push(await ask(large, `unit-${n}`));
  }
  return { large: quantile(took.large, 0.5), small: quantile(took.small, 0.5) };
}

async function goOn(): Promise<void> {
  const before = performance.now();
  const large = await opened(log);
  const { timeline, store } = large;
  await timeline.ask('standing', { authority: 'unit-0' }, dates);
  const opening = { computing: computed() / 1000, seconds: (performance.now() - before) / 1000 };
  const alone = mb();
  const little = await opened(small);
  const questions = {
    standing: await pairs('standing', timeline, little.timeline),
    due: await pairs('due', timeline, little.timeline),
  };
  const live: number[] = [];
  const counted: number[] = [];
  const issuing = timeline.issuing$.subscribe();
  for (let n = 0; live.length < rounds; n += 1) {
    const authority = authorityKey(`unit-${200 + n * 7}`);
    const told = await store.readStream(authorityStream(authority));
    const report = told.findLast(({ event }) => event.type === 'ReportPublished');
    const goesOn = told.every(
      ({ event }) => !/^(?:FactCorrected|FactRetracted|AuthorityAbolished)$/.test(event.type),
    );
    if (report === undefined || !goesOn) continue;
    const event = report.event as Extract<ClaimEvent, { type: 'ReportPublished' }>;
    const grade = event.data.judgements?.[0]?.grade;
    const late = correction(
      event,
      '/data/judgements/0/grade',
      grade === 'good' ? 'inadequate' : 'good',
      {
        known: '2025-12-01',
      },
    );
    // where a later report came in before it, what is put right is no longer what stands
    const stands = await timeline.ask('standing', { authority });
    if (!stands.overall?.because.includes(event.id)) continue;
    const steps = timeline.watch(standing, { words: { authority } });
    const changed = firstValueFrom(steps.pipe(skip(1), timeout(10_000)));
    await firstValueFrom(steps);
    const [at, cpu] = [performance.now(), computed()];
    await store.append(streamOf(late), [late], { expected: 'any' });
    await changed;
    live.push(performance.now() - at);
    counted.push(computed() - cpu);
  }
  issuing.unsubscribe();
  const most = mb();
  await Promise.all([large.close(), little.close()]);
  const told = { median: quantile(live, 0.5), computing: quantile(counted, 0.5) };
  process.stdout.write(JSON.stringify({ opening, alone, questions, live: told, mb: most }));
}

await (kind === 'keep' ? keep() : goOn());
