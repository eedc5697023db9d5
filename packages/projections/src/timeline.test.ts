import type { ClaimEvent, EventStore } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import {
  claimEvent,
  correction,
  days,
  inspected,
  reported,
} from '@monitoring-timeline/core/testing';
import { firstValueFrom, lastValueFrom, map, type Observable, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonOfSigned, signedJson } from './engine/signed-json.ts';
import { createVirtualClock } from './engine/virtual-clock.ts';
import { shippedQuestions } from './questions/all.ts';
import { due } from './questions/due.ts';
import { picture } from './questions/picture.ts';
import { question } from './questions/question.ts';
import { standing } from './questions/standing.ts';
import { openTimeline, type Timeline } from './timeline.ts';
import { standing as standingOf } from './views/standing/standing.ts';

const sif2015 = reported(
  { overall: 'inadequate', leadership: 'inadequate' },
  { days: days('2015-05-11', '2015-06-04'), published: '2015-07-20' },
);
const ilacs2024 = reported(
  { overall: 'good', leadership: 'good' },
  {
    framework: 'ILACS',
    version: '2023',
    days: days('2024-03-04', '2024-03-15'),
    published: '2024-05-01',
  },
);
const visited = inspected({ framework: 'ILACS', days: days('2024-03-04', '2024-03-15') });

async function put(store: EventStore, ...events: readonly ClaimEvent[]) {
  for (const event of events) {
    await store.append(`authority-${event.authority}`, [event as never], { expected: 'any' });
  }
}

async function opened(today: string, ...events: readonly ClaimEvent[]) {
  const clock = createVirtualClock(today);
  const store = createMemoryStore({ now: () => new Date(clock.now()) });
  await put(store, ...events);
  const state = createMemoryStateStore();
  return { clock, store, state, timeline: await openTimeline({ store, clock, state }) };
}

/** The standing of an authority as it becomes. */
function watched(timeline: Timeline, authority: string) {
  return timeline.watch(standing, { words: { authority } }).pipe(map(({ answer }) => answer));
}

/** Waits until the views have given their answers to all that is in the log, and for what those set going. */
async function settled(timeline: Timeline): Promise<void> {
  await timeline.whenCaughtUp();
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('an answer that is watched', () => {
  it('is given as it stands, and again when an event changes it', async () => {
    const { store, timeline } = await opened('2024-06-01', sif2015);
    const seen = firstValues(watched(timeline, 'Sunderland'), 2);
    await settled(timeline);
    await put(store, ilacs2024);
    expect((await seen).map(({ overall }) => overall?.grade)).toEqual(['inadequate', 'good']);
  });

  it('is not given again where an event of another authority came in, or one that changes nothing', async () => {
    const { store, timeline } = await opened('2024-06-01', sif2015);
    const grades: (string | undefined)[] = [];
    const watching = watched(timeline, 'sunderland').subscribe(({ overall }) =>
      grades.push(overall?.grade),
    );
    await settled(timeline);
    await put(
      store,
      reported({ overall: 'good' }, { authority: 'barnet', published: '2019-07-01' }),
    );
    await put(store, claimEvent('ContextNoted', { kind: 'meeting', topic: 'a meeting' }));
    await settled(timeline);
    watching.unsubscribe();
    expect(grades).toEqual(['inadequate']);
  });

  it('changes with time alone, on the day that a fact becomes public', async () => {
    const { clock, timeline } = await opened('2024-04-29', sif2015, ilacs2024);
    const grades: (string | undefined)[] = [];
    const watching = watched(timeline, 'sunderland').subscribe(({ overall }) =>
      grades.push(overall?.grade),
    );
    await settled(timeline);
    await clock.moveTo('2024-05-02');
    await settled(timeline);
    watching.unsubscribe();
    expect(grades).toEqual(['inadequate', 'good']);
  });

  it('is there at once for a late subscriber, and its work stops with the last one', async () => {
    const { clock, timeline } = await opened('2024-06-01', sif2015);
    const standing$ = watched(timeline, 'sunderland');
    const first = standing$.subscribe();
    await settled(timeline);
    expect((await firstValueFrom(standing$)).overall?.grade).toBe('inadequate');
    first.unsubscribe();
    await settled(timeline);
    const slept = clock.sleeps.length;
    await clock.moveTo('2024-06-20');
    expect(clock.sleeps.length).toBe(slept);
  });

  it('fails its own subscribers alone', async () => {
    const { timeline } = await opened('2024-06-01', sif2015);
    await expect(firstValueFrom(watched(timeline, 'nowhere at all'))).rejects.toThrow(
      /No authority/,
    );
    await expect(
      firstValueFrom(timeline.watch(due, { words: { region: 'Atlantis' } })),
    ).rejects.toThrow(/Atlantis/);
    expect((await firstValueFrom(watched(timeline, 'sunderland'))).status).toBe('graded');
  });

  it('stops with UnknownEventType where the log holds what this program does not know', async () => {
    const store = createMemoryStore({ validate: (event) => event as never });
    await put(store, sif2015);
    const timeline = await openTimeline({ store, clock: createVirtualClock('2024-06-01') });
    const ending = lastValueFrom(watched(timeline, 'sunderland'));
    const failed = expect(ending).rejects.toMatchObject({ code: 'UnknownEventType' });
    await settled(timeline);
    await put(store, {
      ...sif2015,
      id: '00000000-0000-5000-8000-000000000001',
      type: 'Unheard',
    } as never);
    await failed;
    expect(await timeline.lag()).toMatchObject({
      events: 1,
      stopped: expect.stringContaining('Unheard'),
    });
  });

  it('gives the picture and what is due, kept up part by part', async () => {
    const { store, timeline } = await opened('2024-06-01', sif2015);
    const pictures = firstValues(timeline.watch(picture), 2);
    const dueRows = firstValues(timeline.watch(due, { words: { region: 'North East' } }), 2);
    await settled(timeline);
    await put(store, ilacs2024);
    const counts = (await pictures).map(({ answer }) => answer.areas.overall?.counts);
    expect(counts).toMatchObject([
      { inadequate: 1, good: 0 },
      { inadequate: 0, good: 1 },
    ]);
    const [before, after] = (await dueRows).map(({ answer }) =>
      answer.filter((row) => row.authority.key === 'sunderland'),
    );
    expect(after).not.toEqual(before);
  });

  it('has heard of a position once waiting for it ends', async () => {
    const { store, timeline } = await opened('2024-06-01', sif2015);
    const watching = watched(timeline, 'sunderland').subscribe();
    await timeline.whenCaughtUp();
    await put(store, ilacs2024);
    const { position } = await store.head();
    await timeline.waitFor(position);
    watching.unsubscribe();
  });
});

describe('a timeline that is waited for, and closed', () => {
  it('has given its answers once waiting for the log ends', async () => {
    const { store, timeline } = await opened('2024-06-01', sif2015);
    const grades: (string | undefined)[] = [];
    watched(timeline, 'sunderland').subscribe(({ overall }) => grades.push(overall?.grade));
    await put(store, ilacs2024);
    await timeline.whenCaughtUp();
    expect(grades.at(-1)).toBe('good');
  });

  it('waits for its own streams alone where others share the log', async () => {
    const clock = createVirtualClock('2024-06-01');
    const store = createMemoryStore();
    await store.append('x-authority-sunderland', [sif2015 as never], { expected: 'any' });
    const timeline = await openTimeline({ store, clock, prefix: 'x-' });
    const watching = watched(timeline, 'sunderland').subscribe();
    await timeline.whenCaughtUp();
    await store.append('y-authority-sunderland', [ilacs2024 as never], { expected: 'any' });
    await timeline.whenCaughtUp();
    expect((await timeline.lag()).events).toBe(0);
    watching.unsubscribe();
  });

  it('gives a late subscriber the answer as of its own day', async () => {
    const { clock, timeline } = await opened('2024-06-01', sif2015);
    const first = watched(timeline, 'sunderland').subscribe();
    await timeline.whenCaughtUp();
    clock.set('2026-06-01');
    expect((await firstValueFrom(watched(timeline, 'sunderland'))).asOf).toBe('2026-06-01');
    first.unsubscribe();
  });

  it('completes every view when it is closed, and those asked for later', async () => {
    const { timeline } = await opened('2024-06-01', sif2015);
    const completed: string[] = [];
    const watch = (name: string, source: Observable<unknown>) =>
      source.subscribe({ complete: () => completed.push(name) });
    watch('standing', watched(timeline, 'sunderland'));
    watch('log', timeline.log$);
    watch('notices', timeline.notices$());
    await settled(timeline);
    await timeline.close();
    watch('late', timeline.log$);
    await settled(timeline);
    expect(completed.sort()).toEqual(['late', 'log', 'notices', 'standing']);
  });
});

describe('a question of one’s own beside the shipped ones', () => {
  const mine = question({
    name: 'grade-alone',
    about: 'authority',
    summary: 'The overall grade and nothing else',
    answer: z.strictObject({ grade: z.string().nullable().describe('Overall grade.') }),
    async answerOf(records, at, { authority }, context) {
      const { overall } = standingOf(await records.record(authority), at, context);
      return { grade: overall?.grade ?? null };
    },
  });

  it('is listed, asked and watched as they are', async () => {
    const { store, clock } = await opened('2024-06-01', sif2015);
    const timeline = await openTimeline({ store, clock, questions: [...shippedQuestions, mine] });
    const names = (await timeline.questions()).map(({ name }) => name);
    expect(names).toEqual([...shippedQuestions.map(({ name }) => name), 'grade-alone']);
    const words = { authority: 'Sunderland' };
    expect(await timeline.ask(mine, words)).toEqual({ grade: 'inadequate' });
    expect(await timeline.ask(mine, words, { asOf: '2014-01-01' })).toEqual({ grade: null });
    expect((await timeline.ask('standing', words)).overall?.grade).toBe('inadequate');
    const seen = firstValues(timeline.watch(mine, { words }), 2);
    await settled(timeline);
    await put(store, ilacs2024);
    expect(await seen).toMatchObject([
      { answer: { grade: 'inadequate' }, changes: [{ key: 'sunderland', before: null }] },
      { answer: { grade: 'good' }, changes: [{ before: { grade: 'inadequate' } }] },
    ]);
    await timeline.close();
  });

  it('is refused under a name that is taken', async () => {
    const store = createMemoryStore();
    for (const twin of [mine, { ...mine, name: 'standing' }]) {
      const questions = [...shippedQuestions, mine, twin];
      await expect(openTimeline({ store, questions })).rejects.toMatchObject({
        code: 'QuestionNameTaken',
        message: expect.stringContaining(`"${twin.name}"`),
      });
    }
  });
});

describe('answers with and without snapshots', () => {
  it('are the same, and a snapshot of another log or from beyond the end of this one is dropped', async () => {
    const { store, state, timeline, clock } = await opened('2024-06-01', sif2015, visited);
    expect(await timeline.snapshot()).toBe(1);
    await put(store, ilacs2024, correction(sif2015, '/data/judgements/0/grade', 'good'));
    const [kept, fresh] = [
      await openTimeline({ store, clock, state }),
      await openTimeline({ store, clock }),
    ];
    for (const asOf of ['2015-08-01', '2024-03-10', '2024-05-02']) {
      expect(await kept.ask('standing', { authority: 'sunderland' }, { asOf })).toEqual(
        await fresh.ask('standing', { authority: 'sunderland' }, { asOf }),
      );
    }
    const other = createMemoryStore();
    await put(other, ilacs2024);
    const elsewhere = await openTimeline({ store: other, clock, state });
    expect(
      (await elsewhere.ask('standing', { authority: 'sunderland' }, { asOf: '2016-01-01' })).status,
    ).toBe('not_inspected');
    expect(await state.header('records')).toBeUndefined();
  });
});

describe('a rebuild beside the records in use', () => {
  it('lists the answers that differ, changes nothing until it is switched, and then answers anew', async () => {
    const { store, state, timeline, clock } = await opened('2024-06-01', sif2015);
    await timeline.snapshot();
    const [kept] = await state.entries('records');
    const header = await state.header('records');
    const wrong = signedJson(jsonOfSigned(kept!.value)!.replaceAll('"inadequate"', '"good"'));
    await state.commit('records', {
      header: header!,
      from: header!.checkpoint,
      put: [{ key: kept!.key, value: wrong }],
    });

    const misled = await openTimeline({ store, clock, state });
    expect((await misled.ask('standing', { authority: 'sunderland' })).overall?.grade).toBe('good');
    const rebuilt = await misled.rebuild();
    expect(
      rebuilt.differences.map(({ authority, changes }) => [authority, changes.length > 0]),
    ).toEqual([['sunderland', true]]);
    expect((await misled.ask('standing', { authority: 'sunderland' })).overall?.grade).toBe('good');
    await rebuilt.switch();
    expect((await misled.ask('standing', { authority: 'sunderland' })).overall?.grade).toBe(
      'inadequate',
    );
    const righted = await openTimeline({ store, clock, state });
    expect((await righted.ask('standing', { authority: 'sunderland' })).overall?.grade).toBe(
      'inadequate',
    );
    expect((await righted.rebuild()).differences).toEqual([]);
  });
});

function firstValues<T>(source: Observable<T>, count: number): Promise<T[]> {
  return firstValueFrom(source.pipe(take(count), toArray()));
}
