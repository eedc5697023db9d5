import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaimEvent, streamOf } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, day, reported } from '@monitoring-timeline/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projection } from '../projections/projection.ts';
import { openTimeline } from '../timeline.ts';
import { createVirtualClock } from './virtual-clock.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** Whom each report of a log is about. */
const reports = projection({
  name: 'reports',
  version: 1,
  events: ['ReportPublished'],
  initial: (): readonly string[] => [],
  reduce: (of, { authority }) => [...of, authority],
  summary: 'Reports',
  answer: z.strictObject({ of: z.array(z.string()).describe('Keys, in the order of the log.') }),
  answerOf: (of) => ({ of: [...of] }),
});

const report = (authority: string, grade: string, published: string) =>
  reported({ overall: grade as 'good' }, { authority, published });
const established = (name: string) =>
  claimEvent(
    'AuthorityEstablished',
    { name, region: 'North East' },
    { authority: 'north-vale', occurred: day('2009-04-01'), known: '2009-04-01' },
  );

const before = [report('barnet', 'good', '2015-01-10')];
const lost = [established('North Vale'), report('barnet', 'inadequate', '2018-01-10')];
const instead = [
  established('Northern Vale'),
  report('brent', 'good', '2018-02-10'),
  report('brent', 'outstanding', '2021-02-10'),
];

type Opened = Awaited<ReturnType<typeof openTimeline>>;

/** A log of which much was kept beside it, then put back from a copy that its user had made before. */
async function putBack() {
  const folder = await mkdtemp(join(tmpdir(), 'put-back-'));
  folders.push(folder);
  const [log, copy] = [join(folder, 'log.db'), join(folder, 'copy.db')];
  const state = createMemoryStateStore();
  const clock = createVirtualClock('2024-06-01');
  const passedOver: string[] = [];

  /** Lets something come in, then opens the log as a process does. */
  async function using<T>(
    events: readonly ClaimEvent[],
    work: (timeline: Opened) => Promise<T>,
    kept = state,
  ): Promise<T> {
    const store = await openSqliteStore(log, { now: () => new Date(clock.now()) });
    for (const event of events) {
      await store.append(streamOf(event), [event], { expected: 'any' });
    }
    const onPassedOver = (part: string, why: string) => passedOver.push(`${part} ${why}`);
    const timeline = await openTimeline({ store, state: kept, clock, onPassedOver });
    const done = await work(timeline);
    await timeline.close();
    await store.close();
    return done;
  }

  await using(before, async (timeline) => timeline.issueNotices());
  await copyFile(log, copy);
  const issued = await using(lost, async (timeline) => {
    const told = await timeline.issueNotices();
    await timeline.snapshot();
    expect(await timeline.folded(reports)).toEqual(['barnet', 'barnet']);
    return told;
  });
  expect(issued).not.toEqual([]);
  expect(passedOver).toEqual([]);
  await copyFile(copy, log);
  return { using, passedOver, issued };
}

describe('a log whose file was put back from a copy', () => {
  it('and has grown past what is kept beside it is not answered from that, and whoever opens it is told', async () => {
    const { using, passedOver } = await putBack();
    const answers = async (timeline: Opened) => ({
      reports: await timeline.folded(reports),
      barnet: (await timeline.ask('standing', { authority: 'barnet' })).overall?.grade,
      brent: (await timeline.ask('standing', { authority: 'brent' })).overall?.grade,
      name: timeline.directory.nameOf('north-vale'),
    });
    const fresh = await using(instead, answers, createMemoryStateStore());
    expect(fresh).toEqual({
      reports: ['barnet', 'brent', 'brent'],
      ...{ barnet: 'good', brent: 'outstanding', name: 'Northern Vale' },
    });
    expect(await using([], answers)).toEqual(fresh);
    expect(passedOver).toEqual(['records-directory another_history', 'records another_history']);
  });

  it.each([
    ['ends before the place that its notices reach', []],
    ['has grown past the place that its notices reach', instead],
  ])('and %s has them go on from its present end, and says so', async (_, grown) => {
    const { using, passedOver, issued } = await putBack();
    const next = report('camden', 'inadequate', '2024-05-30');
    const first = report('camden', 'good', '2020-05-30');
    expect(await using([...grown, first], (timeline) => timeline.issueNotices())).toEqual([]);
    expect(passedOver).toContain('notices another_history');
    passedOver.length = 0;
    const told = await using([next], (timeline) => timeline.issueNotices());
    expect(new Set(told.map(({ authority }) => authority))).toEqual(new Set(['camden']));
    expect(passedOver).not.toContain('notices another_history');
    // what was told stays, under its numbers
    const all = await using([], (timeline) => timeline.notices());
    expect(all.map(({ id }) => id)).toEqual([...issued, ...told].map(({ id }) => id));
  });
});
