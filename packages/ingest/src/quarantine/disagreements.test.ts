import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  claimEvent,
  correction,
  days,
  inspected,
  reported,
  retraction,
  sources,
} from '@monitoring-timeline/core/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { events, queueDesk, told } from '../testing/quarantine.ts';
import { proposedIn, type Side } from './proposed.ts';

const good = told('Cabinet, 1 August 2018', 'good');
const bad = told('Scrutiny, 2 August 2018', 'inadequate', { known: '2018-08-02' });
const alsoBad = told('Board, 3 August 2018', 'inadequate', { known: '2018-08-03' });
const report = told('Inspection report', 'inadequate', { source: sources.report });

/** The sides of the question that an event puts; none where it puts none. */
function sidesIn(data: unknown): readonly Side[] {
  const { proposal } = data as { readonly proposal?: unknown };
  const proposed = proposedIn(proposal);
  return proposed?.kind === 'disagreement' ? proposed.sides : [];
}

describe('sources of equal rank that differ', () => {
  it('become one question with both sides, and nothing given is refused', async () => {
    const { take, queue } = queueDesk(createMemoryStore());
    const result = await take(events('a', good), events('b', bad));
    expect(result).toMatchObject({ appended: 2, quarantined: [] });
    expect(result.questions).toMatchObject([{ reason: 'sources_disagree' }]);
    const [item] = await queue();
    expect(item).toMatchObject({ status: 'open', id: result.questions[0]?.id });
    expect(item?.message).toContain('Sunderland');
    expect(item?.proposed).toMatchObject({
      kind: 'disagreement',
      authority: 'sunderland',
      of: 'SIF inspection',
      field: 'overall',
      sides: [
        {
          value: 'inadequate',
          claims: [{ id: bad.id, pointer: '/data/judgements/0', source: bad.source }],
        },
        { value: 'good', claims: [{ id: good.id, source: good.source }] },
      ],
    });
  });

  it('are asked about once: not at a second import, and not for one more source on a side', async () => {
    const { take, queue } = queueDesk(createMemoryStore());
    await take(events('a', good), events('b', bad));
    expect((await take(events('a', good), events('b', bad))).questions).toEqual([]);
    expect((await take(events('c', alsoBad))).questions).toEqual([]);
    expect(await queue()).toHaveLength(1);
  });

  it('are asked about some at a time: however many are open, few claims are held as questions together', async () => {
    const store = createMemoryStore();
    const { take } = queueDesk(store);
    const papers = ['2014', '2016', '2018', '2020'].flatMap((year) =>
      (['good', 'inadequate'] as const).flatMap((grade) =>
        Array.from({ length: 20 }, (_, n) =>
          reported(
            {
              overall: grade,
              leadership: grade,
              help_and_protection: grade,
              children_in_care: grade,
            },
            {
              framework: 'ILACS',
              days: days(`${year}-04-23`, `${year}-05-18`),
              known: `${year}-07-26`,
              source: { ...sources.council, title: `Paper ${n} (${grade})` },
            },
          ),
        ),
      ),
    );
    const append = vi.spyOn(store, 'appendMany');
    expect((await take(events('papers', ...papers))).questions).toHaveLength(4 * 4);
    const together = append.mock.calls.flatMap(([writes]) => {
      const asked = writes.flatMap((write) => write.events.flatMap(({ data }) => sidesIn(data)));
      return asked.length === 0 ? [] : [asked.reduce((sum, { claims }) => sum + claims.length, 0)];
    });
    expect(together).toEqual([13 * 40, 3 * 40]);
  });

  it('are asked about by the same id in whatever order files and claims come in', async () => {
    const inOrder = async (order: readonly (typeof good)[]) => {
      const { take, queue } = queueDesk(createMemoryStore());
      await take(...order.map((claim, index) => events(String(index), claim)));
      return (await queue()).map(({ id, proposed }) => ({ id, proposed }));
    };
    const expected = await inOrder([good, bad, alsoBad]);
    expect(expected).toHaveLength(1);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([good, bad, alsoBad], { minLength: 3 }),
        async (order) => {
          expect(await inOrder(order)).toEqual(expected);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('are asked about by one question where several import at once', async () => {
    const { take, queue } = queueDesk(createMemoryStore());
    const files = [events('a', good), events('b', bad)];
    await Promise.all([take(...files), take(...files), take(...files)]);
    expect(await queue()).toHaveLength(1);
  });

  it('are told of as far as a person can read where very many differ, and the import goes on', async () => {
    const { take, queue } = queueDesk(createMemoryStore());
    const day = (at: number): string =>
      new Date(Date.UTC(2018, 0, 1 + at)).toISOString().slice(0, 10);
    const many = Array.from({ length: 300 }, (_, at) =>
      inspected({
        days: days(day(at), day(at + 3)),
        source: { ...sources.council, title: `Paper ${at}` },
      }),
    );
    const result = await take(events('a', ...many));
    expect(result).toMatchObject({ appended: 300, quarantined: [] });
    const [item] = await queue();
    if (item?.proposed?.kind !== 'disagreement') throw new Error('no question was asked');
    expect(item.proposed.field).toBe('days');
    expect(item.proposed.sides).toHaveLength(50);
    expect((await take(events('a', ...many))).questions).toEqual([]);
  });

  it('are asked about again, in the place of the first question, where a third says something else', async () => {
    const { take, queue } = queueDesk(createMemoryStore());
    const third = told('Minutes', 'good', { known: '2018-08-04' });
    await take(events('a', good), events('b', bad));
    await take(events('c', third, correction(third, '/data/judgements/0/grade', 'outstanding')));
    expect((await queue()).map(({ status }) => status)).toEqual(['replaced', 'open']);
  });

  it.each([
    ['a source of higher rank', [report]],
    ['a correction', [correction(good, '/data/judgements/0/grade', 'inadequate')]],
    ['a retraction', [retraction(good)]],
  ])('need no decision any more once %s settles it', async (_, settling) => {
    const { take, queue } = queueDesk(createMemoryStore());
    await take(events('a', good), events('b', bad));
    expect((await queue()).map(({ status }) => status)).toEqual(['open']);
    await take(events('c', ...settling));
    expect((await queue()).map(({ status }) => status)).toEqual(['settled']);
  });

  it('are not asked about where rank, a later edition or a finer date settles it', async () => {
    const { take } = queueDesk(createMemoryStore());
    const release = (edition: keyof typeof sources, overall: 'good' | 'inadequate') =>
      told('', overall, { source: sources[edition] });
    const result = await take(
      events('rank', good, told('Report', 'inadequate', { source: sources.report })),
      events('edition', release('release2024', 'good'), release('release2025', 'inadequate')),
    );
    expect(result.questions).toEqual([]);
    const day = inspected({
      authority: 'merton',
      days: { precision: 'month', from: '2018-04' },
      source: { ...sources.council, title: 'A' },
    });
    const fine = inspected({
      authority: 'merton',
      days: days('2018-04-23', '2018-05-18'),
      source: { ...sources.council, title: 'B' },
    });
    expect((await take(events('dates', day, fine))).questions).toEqual([]);
  });

  it('are not asked about where one gives the date of a letter and the other its publication', async () => {
    const { take } = queueDesk(createMemoryStore());
    const of = { activity: 'visit', visitKind: 'focused', days: days('2019-01-08', '2019-01-09') };
    const known = '2019-02-11';
    const dated = claimEvent('ReportPublished', { of, letterDated: '2019-02-04' }, { known });
    const published = claimEvent('ReportPublished', { of, published: '2019-02-08' }, { known });
    const again = claimEvent(
      'ReportPublished',
      { of, published: '2019-02-11' },
      { known, source: { ...sources.report, title: 'The same letter on another page' } },
    );
    expect((await take(events('a', dated, published))).questions).toEqual([]);
    expect((await take(events('b', again))).questions).toHaveLength(1);
  });

  it('on the days on site are asked about together, with the place of the days in each claim', async () => {
    const { take, queue } = queueDesk(createMemoryStore());
    const first = inspected({
      days: days('2018-04-23', '2018-05-18'),
      source: { ...sources.council, title: 'A' },
    });
    const second = inspected({
      days: days('2018-04-16', '2018-05-11'),
      source: { ...sources.council, title: 'B' },
    });
    await take(events('a', first, second));
    const [item, ...others] = await queue();
    expect(others).toEqual([]);
    expect(item?.proposed).toMatchObject({
      field: 'days',
      sides: [{ claims: [{ pointer: '/occurred' }] }, { claims: [{ pointer: '/occurred' }] }],
    });
  });
});
