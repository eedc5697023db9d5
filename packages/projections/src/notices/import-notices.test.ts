import {
  type ClaimEvent,
  correlationKey,
  createDirectory,
  type EventStore,
  validateForAppend,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { days, inspected, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { good2021, kindsOf, of2025, openedOn, put, report2025 } from '../testing/notices.ts';

const opened = openedOn(createMemoryStore);

describe('an import', () => {
  const run = (id: string, appended: number) =>
    validateForAppend({
      id,
      type: 'ImportRun',
      version: 1,
      actor: { kind: 'program', name: 'test' },
      at: '2025-03-12T12:00:00.000Z',
      data: { files: [], appended, alreadyKnown: 0, corrected: 0, quarantined: 0 },
    });
  const importId = '0b6bb0a4-5c53-4b52-9d2e-7a3c8a5d3c11';
  const imported = <T extends ClaimEvent>(event: T): T => ({
    ...event,
    metadata: { [correlationKey]: importId },
  });
  const end = (store: EventStore, appended: number) =>
    store.append('operations', [run(importId, appended)], { expected: 'any' });
  /** A report between the one on record and that of 2025, which changes nothing in the end. */
  const between = reported(
    { overall: 'inadequate' },
    {
      framework: 'ILACS',
      version: '2023',
      days: days('2024-09-09', '2024-09-20'),
      published: '2024-11-04',
      kind: 'short',
    },
  );

  it('is told of when it has ended: what was so only between two of its facts was never so', async () => {
    const { clock, store, first } = await opened('2025-03-11', good2021);
    clock.set('2025-03-12');
    await put(store, imported(between));
    expect(await first.issueNotices()).toEqual([]);
    await put(store, imported(report2025));
    await end(store, 2);
    const issued = await first.issueNotices();
    expect(kindsOf(issued).filter((kind) => kind === 'StandingChanged')).toHaveLength(1);
    expect(issued[0]!.subject.areas).toMatchObject({
      overall: { from: 'good', to: 'outstanding' },
    });
    expect(kindsOf(issued).at(-1)).toBe('ImportEnded');
    expect(issued.at(-1)).toMatchObject({
      authority: 'england',
      weight: 1,
      subject: { appended: 2, authorities: ['sunderland'] },
    });
    expect(await first.issueNotices()).toEqual([]);
  });

  it('is told of alike by a process that began in its middle', async () => {
    const story = async (restart: boolean) => {
      const { clock, store, timeline, first } = await opened('2025-03-11', good2021);
      clock.set('2025-03-12');
      await put(store, imported(between));
      await first.issueNotices();
      const next = restart ? await timeline() : first;
      await put(store, imported(report2025));
      await end(store, 2);
      return (await next.issueNotices()).map(({ id }) => id);
    };
    expect(await story(true)).toEqual(await story(false));
  });

  it('that never ended is told of when its day is over', async () => {
    const { clock, store, first } = await opened('2025-03-11', good2021);
    clock.set('2025-03-12');
    await put(store, imported(report2025));
    expect(await first.issueNotices()).toEqual([]);
    clock.set('2025-03-13');
    expect(kindsOf(await first.issueNotices())).toContain('StandingChanged');
  });

  it('that changes no answer is one notice, however many facts it brings', async () => {
    const { clock, store, first } = await opened('2025-03-20', good2021, report2025);
    clock.set('2025-03-21');
    const others = Array.from({ length: 300 }, (_, n) =>
      inspected({
        framework: 'ILACS',
        version: '2018',
        days: days('2021-09-06', '2021-09-17'),
        source: { ...sources.council, locator: `row ${n}`, title: `Paper ${n}` },
      }),
    );
    await put(store, ...others.map(imported));
    await end(store, others.length);
    const issued = await first.issueNotices();
    expect(kindsOf(issued)).toEqual(['ImportEnded']);
    expect(issued[0]!.text).toContain('No answer changed that anybody was told of.');
  });

  it('of 10,000 facts about everybody is one summary, and the notices of the authorities whose answers changed', async () => {
    const keys = createDirectory()
      .all()
      .map(({ key }) => key)
      .slice(0, 100);
    const about = (authority: string) =>
      ({
        authority,
        framework: 'ILACS',
        version: '2018',
        days: days('2021-09-06', '2021-09-17'),
      }) as const;
    const graded = keys.map((key) =>
      reported({ overall: 'good' }, { ...about(key), published: '2021-11-01', kind: 'standard' }),
    );
    const { clock, store, first } = await opened('2025-03-10', ...graded);
    clock.set('2025-03-11');
    const changed = keys.slice(0, 5);
    let count = 0;
    for (const key of keys) {
      const isChanged = changed.includes(key);
      const others = Array.from({ length: isChanged ? 99 : 100 }, (_, n) =>
        inspected({
          ...about(key),
          source: { ...sources.council, locator: `row ${n}`, title: `Paper ${n}` },
        }),
      );
      const own = isChanged
        ? [...others, reported({ overall: 'inadequate' }, { ...of2025, authority: key })]
        : others;
      count += own.length;
      await store.append(`authority-${key}`, own.map(imported), { expected: 'any' });
    }
    expect(count).toBe(10_000);
    await end(store, count);
    const issued = await first.issueNotices();
    const by = Map.groupBy(issued, ({ kind }) => kind);
    expect(by.get('ImportEnded')).toHaveLength(1);
    expect(by.get('StandingChanged')?.map(({ authority }) => authority)).toEqual(
      [...changed].sort(),
    );
    const others = issued.filter(({ authority }) => !changed.includes(authority));
    expect(kindsOf(others)).toEqual(['ImportEnded']);
    // the standing, the report, and the clock of an authority that is inadequate
    expect(issued.length).toBeLessThanOrEqual(1 + changed.length * 3);
    expect(issued.at(-1)!.subject).toMatchObject({
      appended: 10_000,
      told: { StandingChanged: 5 },
    });
  });

  it('of an authority of which nothing was known changes no answer that anybody had', async () => {
    const { clock, store, first } = await opened('2025-03-20');
    clock.set('2025-03-21');
    await put(store, imported(good2021), imported(report2025));
    await end(store, 2);
    expect(kindsOf(await first.issueNotices())).toEqual(['ImportEnded']);
  });
});
