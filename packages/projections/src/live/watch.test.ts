import {
  authorityKey,
  type ClaimEvent,
  type EventStore,
  england,
  streamOf,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { claimEvent, reported, retraction } from '@monitoring-timeline/core/testing';
import { until } from '@monitoring-timeline/core/testing/until';
import { firstValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createVirtualClock } from '../engine/virtual-clock.ts';
import { due } from '../questions/due.ts';
import { question } from '../questions/question.ts';
import { standing } from '../questions/standing.ts';
import { openTimeline } from '../timeline.ts';

const report = (overall: 'good' | 'inadequate', published: string, authority = 'sunderland') =>
  reported({ overall }, { authority, framework: 'ILACS', version: '2018', published });

async function put(store: EventStore, ...events: readonly ClaimEvent[]) {
  for (const event of events) {
    await store.append(streamOf(event), [event as never], { expected: 'any' });
  }
}

async function opened(...events: readonly ClaimEvent[]) {
  const clock = createVirtualClock('2024-06-01');
  const store = createMemoryStore();
  await put(store, ...events);
  const open = () => openTimeline({ store, clock });
  return { clock, store, open, timeline: await open() };
}

const words = { authority: 'sunderland' };

/** Lets through at once, until it is closed: then the one who comes so many times later waits, and others behind it. */
class Gate {
  waiting = 0;
  #after = Number.POSITIVE_INFINITY;
  #opened = Promise.withResolvers<void>();

  close(nth: number): void {
    this.#after = nth;
    this.#opened = Promise.withResolvers<void>();
  }

  open(): void {
    this.#after = Number.POSITIVE_INFINITY;
    this.#opened.resolve();
  }

  async passed(): Promise<void> {
    this.#after -= 1;
    if (this.#after !== 0) return;
    this.waiting += 1;
    await this.#opened.promise;
  }

  async *each<T>(all: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const one of all) {
      await this.passed();
      yield one;
    }
  }
}

describe('a watched answer', () => {
  it('about one authority is worked out anew without going through all there are', async () => {
    const { store, timeline } = await opened(report('inadequate', '2020-01-10'));
    const listed = vi.spyOn(timeline.directory, 'all');
    const seen = firstValueFrom(timeline.watch(standing, { words }).pipe(take(2), toArray()));
    await timeline.whenCaughtUp();
    await put(store, report('good', '2021-01-10'));
    const [, second] = await seen;
    expect(second?.changes).toHaveLength(1);
    expect(listed).not.toHaveBeenCalled();
  });

  it('goes on from a checkpoint in another process: with what differs, once, whatever lay between', async () => {
    const { clock, store, open, timeline } = await opened(report('inadequate', '2020-01-10'));
    const { checkpoint } = await firstValueFrom(timeline.watch(standing, { words }));
    await put(store, report('good', '2021-01-10'), report('inadequate', '2022-01-10'));
    await put(store, report('good', '2023-01-10'));
    await clock.moveTo('2024-06-05');
    const back = await firstValueFrom((await open()).watch(standing, { words, after: checkpoint }));
    expect(back.changes).toMatchObject([
      { key: 'sunderland', before: { overall: { grade: 'inadequate' } }, after: back.answer },
    ]);
    const next = (await open()).watch(standing, { words, after: back.checkpoint });
    expect((await firstValueFrom(next)).changes).toEqual([]);
  });

  it('begins with all there is as a change from nothing', async () => {
    const { timeline } = await opened(report('good', '2020-01-10'));
    const { answer, changes } = await firstValueFrom(timeline.watch(standing, { words }));
    expect(changes).toEqual([
      { key: 'sunderland', authority: 'sunderland', before: null, after: answer },
    ]);
  });

  it('follows the log once, and is worked out once, for all who watch in a process', async () => {
    const { store, timeline } = await opened(report('good', '2020-01-10'));
    const following = vi.spyOn(store, 'follow');
    const answerOf = vi.fn(standing.answerOf);
    const counted = { ...standing, answerOf } as typeof standing;
    const seen = Array.from({ length: 20 }, () =>
      firstValueFrom(timeline.watch(counted, { words }).pipe(take(2), toArray())),
    );
    seen.push(
      firstValueFrom(
        timeline.watch(standing, { words: { authority: 'merton' } }).pipe(take(1), toArray()),
      ),
    );
    await timeline.whenCaughtUp();
    const before = answerOf.mock.calls.length;
    await put(store, report('inadequate', '2023-01-10'));
    for (const answers of (await Promise.all(seen)).slice(0, -1)) expect(answers).toHaveLength(2);
    expect(following).toHaveBeenCalledTimes(1);
    expect(answerOf.mock.calls.length - before).toBe(1);
  });

  it('conflates: while one answer is worked out the log goes on, and the next is of all that came', async () => {
    const { store, timeline } = await opened(report('good', '2019-01-10'));
    const held = Promise.withResolvers<void>();
    let rounds = 0;
    const slow = question({
      name: 'slow',
      about: 'authority',
      summary: 'How many facts are on record, worked out slowly',
      answer: z.strictObject({ facts: z.int().describe('Facts on record.') }),
      async answerOf(records, at, { authority }) {
        rounds += 1;
        if (rounds === 2) await held.promise;
        const record = await records.record(authority);
        const before = [...record.claims()].filter((claim) => claim.position <= (at.upTo ?? ''));
        return { facts: before.length };
      },
    });
    const answers: number[] = [];
    const watching = timeline
      .watch(slow, { words })
      .subscribe(({ answer }) => answers.push(answer.facts));
    await timeline.whenCaughtUp();
    for (const year of ['2020', '2021', '2022', '2023']) {
      await put(store, report('good', `${year}-01-10`));
      await new Promise((resolve) => setImmediate(resolve));
    }
    held.resolve();
    await timeline.whenCaughtUp();
    watching.unsubscribe();
    expect(answers).toEqual([1, 2, 5]);
    expect(rounds).toBe(3);
  });

  it('misses nothing that comes in while the end of the log is looked up for it', async () => {
    const { clock, store } = await opened(report('good', '2020-01-10'));
    const [looked, followed] = [new Gate(), new Gate()];
    const slow = new Proxy(store, {
      get(of, name) {
        if (name === 'head') return () => looked.passed().then(() => of.head());
        if (name === 'follow')
          return (...words: Parameters<EventStore['follow']>) => followed.each(of.follow(...words));
        const value = Reflect.get(of, name);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
    const timeline = await openTimeline({ store: slow, clock });
    const other = timeline.watch(standing, { words: { authority: 'merton' } }).subscribe();
    await timeline.whenCaughtUp();
    const answers: string[] = [];
    // the second look is that of who begins to listen: the first asks what is up to date
    looked.close(2);
    const watched = timeline
      .watch(standing, { words })
      .subscribe(({ answer }) => answers.push(String(answer.overall?.grade)));
    await until('the end to be looked up', () => looked.waiting > 0);
    await put(store, report('good', '2021-01-10', 'merton'));
    await until('the first answer', () => answers.length > 0);
    followed.close(1);
    await put(store, report('inadequate', '2022-01-10'));
    looked.open();
    await until('the answer that is another', () => answers.length > 1);
    followed.open();
    await timeline.whenCaughtUp();
    expect(answers).toEqual(['good', 'inadequate']);
    watched.unsubscribe();
    other.unsubscribe();
  });

  it('about many is kept up row by row, in the order of its rows, of those who concern the watcher', async () => {
    const { store, timeline } = await opened(report('good', '2020-01-10'));
    const concerns = (authority: string) => authority !== 'barnet';
    const seen = firstValueFrom(timeline.watch(due, { concerns }).pipe(take(2), toArray()));
    await timeline.whenCaughtUp();
    await put(store, report('good', '2023-01-10', 'barnet'));
    await put(store, report('good', '2023-01-10'));
    const [first, second] = await seen;
    expect(second!.changes.length).toBeGreaterThan(0);
    expect(new Set(second!.changes.map(({ authority }) => authority))).toEqual(
      new Set(['sunderland']),
    );
    const pulled = await timeline.ask(due, {});
    const wanted = pulled.filter((row) => row.authority.key !== 'barnet');
    expect(second!.answer).toEqual(wanted);
    expect(first!.answer).not.toEqual(second!.answer);
  });

  it('takes in who was established, abolished or not abolished after all while it is watched', async () => {
    const { store, open, timeline } = await opened(
      report('inadequate', '2023-01-10'),
      report('inadequate', '2023-01-10', 'merton'),
    );
    const rows: string[] = [];
    const watching = timeline.watch(due).subscribe(({ answer }) => {
      rows.push([...new Set(answer.map(({ authority }) => authority.name))].join(', '));
    });
    const told = async (...events: readonly ClaimEvent[]) => {
      await put(store, ...events);
      await timeline.whenCaughtUp();
      const fresh = await (await open()).ask(due, {});
      expect(rows.at(-1)).toBe([...new Set(fresh.map((row) => row.authority.name))].join(', '));
      return rows.at(-1);
    };
    const on = (authority: string, day: string) => ({
      authority,
      occurred: { precision: 'day', from: day } as const,
      known: day,
    });
    const abolished = claimEvent(
      'AuthorityAbolished',
      { successors: ['north-vale'] },
      on('sunderland', '2024-03-31'),
    );
    expect(await told()).toContain('Sunderland');
    const named = { name: 'North Vale', region: 'North East' } as const;
    await told(claimEvent('AuthorityEstablished', named, on('north-vale', '2024-01-01')));
    expect(await told(report('inadequate', '2024-02-10', 'north-vale'))).toContain('North Vale');
    expect(await told(abolished)).not.toContain('Sunderland');
    expect(await told(retraction(abolished, { known: '2024-05-01' }))).toContain('Sunderland');
    watching.unsubscribe();
  });

  it('is worked out for everybody where a fact of the country came in', async () => {
    const { store, timeline } = await opened(report('good', '2020-01-10'));
    const seen = firstValueFrom(
      timeline.watch(due, { words: { region: 'North East' } }).pipe(take(2), toArray()),
    );
    await timeline.whenCaughtUp();
    await put(
      store,
      claimEvent(
        'CoverageStated',
        { activity: 'graded_inspection', axis: 'carried_out' },
        {
          authority: england,
          occurred: { precision: 'range', from: '2009-04-01', to: '2030-12-31' },
          known: { from: '2009-04-01', basis: 'assumed' },
        },
      ),
    );
    const [, second] = await seen;
    expect(second!.changes.some(({ authority }) => authority === authorityKey('sunderland'))).toBe(
      true,
    );
  });

  it('can be fixed to a day, which days gone by do not move', async () => {
    const { store, clock, timeline } = await opened(report('inadequate', '2020-01-10'));
    const dates = { asOf: '2021-06-01' };
    const answers: unknown[] = [];
    const watching = timeline
      .watch(standing, { words, dates })
      .subscribe(({ answer }) => answers.push(answer.overall?.grade));
    await timeline.whenCaughtUp();
    await put(store, report('good', '2023-01-10'));
    await clock.moveTo('2024-08-01');
    await timeline.whenCaughtUp();
    expect(answers).toEqual(['inadequate']);
    await put(store, report('good', '2021-01-10'));
    await timeline.whenCaughtUp();
    watching.unsubscribe();
    expect(answers).toEqual(['inadequate', 'good']);
  });
});
