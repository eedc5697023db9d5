import {
  authorityKey,
  type ClaimEvent,
  claimFrom,
  distantFuture,
  effectiveClaims,
  type Recorded,
  writePointer,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { days, inspected, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import {
  correctFact,
  correctionsFrom,
  EntryRefused,
  findClaim,
  parseCorrections,
  printedLeft,
  recordFact,
  retractFact,
  UnknownEvent,
  undoLast,
} from './index.ts';

const report = reported({ overall: 'good', leadership: 'good' }, { published: '2018-07-25' });
const other = inspected({ authority: 'merton', days: days('2022-02-28', '2022-03-11') });
const nobody = '00000000-0000-5000-8000-000000000000';

async function desk() {
  const store = createMemoryStore();
  await store.append('authority-sunderland', [report as never], { expected: 'any' });
  await store.append('authority-merton', [other as never], { expected: 'any' });
  const by = { store, actor: { kind: 'person', name: 'Ann' }, today: '2026-03-02' } as const;
  const holds = async (id: string): Promise<ClaimEvent | undefined> => {
    const recorded: readonly Recorded[] = await store.readStream('authority-sunderland');
    const claims = recorded.flatMap((one) => claimFrom(one) ?? []);
    return effectiveClaims(claims, distantFuture).find(({ event }) => event.id === id)?.event;
  };
  return { store, by, holds };
}

const published = { pointer: '/data/published', value: '2018-07-26', why: 'a day late' } as const;

describe('what is looked for to be repaired', () => {
  it('is asked of who leads: a node that is behind may not have it yet', async () => {
    const asked: (boolean | undefined)[] = [];
    const { store: kept, by } = await desk();
    const store = new Proxy(kept, {
      get(target, name: keyof typeof kept) {
        const own = target[name];
        if (name !== 'readAll') return typeof own === 'function' ? own.bind(target) : own;
        return (...given: Parameters<typeof target.readAll>) => {
          asked.push(given[1]?.decides);
          return target.readAll(...given);
        };
      },
    });
    await findClaim(store, other.id);
    await expect(undoLast(undefined, { ...by, store })).rejects.toBeInstanceOf(EntryRefused);
    expect(asked).toEqual([true, true]);
  });
});

describe('an event looked for by its id', () => {
  it('is found in the whole log, or in the stream of its authority alone', async () => {
    const { store } = await desk();
    expect((await findClaim(store, other.id.toUpperCase())).stream).toBe('authority-merton');
    const found = await findClaim(store, report.id, { authority: authorityKey('sunderland') });
    expect(found.event).toEqual(report);
  });

  it('is found by the beginning of its id, unless another begins so', async () => {
    const { store } = await desk();
    const key = authorityKey('sunderland');
    const short = report.id.slice(0, 8);
    expect((await findClaim(store, short)).event).toEqual(report);
    expect((await findClaim(store, short.toUpperCase(), { authority: key })).event).toEqual(report);
    const alike = { ...other, id: `${report.id.slice(0, 24)}${other.id.slice(24)}` };
    await store.append('authority-merton', [alike as never], { expected: 'any' });
    await expect(findClaim(store, short)).rejects.toThrow(
      `begins the ids of several events: ${report.id}, ${alike.id}. Give more of it.`,
    );
    expect((await findClaim(store, short, { authority: key })).event).toEqual(report);
  });

  it('that is not there is refused with where an id is found', async () => {
    const { store } = await desk();
    for (const [id, where] of [
      [nobody, {}],
      ['123', {}],
      [report.id, { authority: authorityKey('merton') }],
    ] as const) {
      await expect(findClaim(store, id, where)).rejects.toThrow(/timeline history/);
      await expect(findClaim(store, id, where)).rejects.toBeInstanceOf(UnknownEvent);
    }
  });
});

describe('a correction by a person', () => {
  it('holds from then on, names its writer, and is known as its target was', async () => {
    const { by, holds } = await desk();
    const { appended, events } = await correctFact(report.id, [published], by);
    expect(appended).toBe(1);
    expect(events[0]).toMatchObject({
      type: 'FactCorrected',
      actor: { kind: 'person', name: 'Ann' },
      known: report.known,
      source: { rank: 'person' },
      data: { target: report.id, cause: 'ours' },
    });
    expect(await holds(report.id)).toMatchObject({ data: { published: '2018-07-26' } });
  });

  it('by the source itself is known from the day given, else from today by assumption', async () => {
    const { by } = await desk();
    const cause = 'source' as const;
    const dated = await correctFact(report.id, [{ ...published, cause, known: '2019-01-02' }], by);
    expect(dated.events[0]?.known).toEqual({ from: '2019-01-02', basis: 'published' });
    const place = { pointer: '/data/address', value: 'https://example.org/1', why: 'moved' };
    const undated = await correctFact(report.id, [{ ...place, cause }], by);
    expect(undated.events[0]?.known).toEqual({ from: '2026-03-02', basis: 'assumed' });
  });

  it('made again, by whomever, is already known', async () => {
    const { store, by } = await desk();
    await correctFact(report.id, [published], by);
    const { hash } = await store.head();
    const again = { ...by, actor: { kind: 'person', name: 'Ben' } } as const;
    expect(await correctFact(report.id, [published], again)).toMatchObject({
      appended: 0,
      alreadyKnown: 1,
    });
    expect((await store.head()).hash).toBe(hash);
  });

  it('of several places is written as a whole', async () => {
    const { by, holds } = await desk();
    const grade = { pointer: '/data/judgements/1/grade', value: 'inadequate', why: 'misread' };
    expect((await correctFact(report.id, [published, grade], by)).appended).toBe(2);
    expect(await holds(report.id)).toMatchObject({
      data: { published: '2018-07-26', judgements: [{ grade: 'good' }, { grade: 'inadequate' }] },
    });
  });

  it.each([
    [
      'leads nowhere',
      { pointer: '/data/judgments/0/grade', value: 'good' },
      /leads nowhere.*judgements/,
    ],
    ['removes what is not there', { pointer: '/data/address' }, /leads nowhere/],
    ['is no grade', { pointer: '/data/judgements/0/grade', value: 'great' }, /catalogue/],
    ['is no day', { pointer: '/data/published', value: '2018-02-30' }, /catalogue/],
    ['would leave no date', { pointer: '/occurred/from' }, /catalogue/],
  ])('that %s is refused, and nothing is written', async (_, place, message) => {
    const { store, by } = await desk();
    const { hash } = await store.head();
    const refused = correctFact(report.id, [published, { why: 'because', ...place }], by);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(EntryRefused);
    expect((await store.head()).hash).toBe(hash);
  });

  it('of one place again and again holds each time, whichever ids they have', async () => {
    const { by, holds } = await desk();
    const days = [
      '2018-07-26',
      '2018-07-27',
      '2018-07-28',
      '2018-07-29',
      '2018-07-30',
      '2018-07-31',
    ];
    for (const value of [...days, '2018-07-27']) {
      const { appended } = await correctFact(report.id, [{ ...published, value }], by);
      expect([value, appended]).toEqual([value, 1]);
      expect(await holds(report.id)).toMatchObject({ data: { published: value } });
    }
  });

  it('that an earlier one would outweigh is refused, and names that one', async () => {
    const { by } = await desk();
    const source = { cause: 'source' as const, known: '2026-01-01' };
    const first = await correctFact(report.id, [{ ...published, ...source }], by);
    const second = correctFact(report.id, [{ ...published, value: '2018-07-27' }], by);
    await expect(second).rejects.toThrow(first.events[0]?.id);
    const mended = { pointer: '/data/value', value: '2018-07-27', why: 'it was the 27th' };
    expect((await correctFact(first.events[0]!.id, [mended], by)).appended).toBe(1);
  });

  it('of a retracted event is refused, and says what to retract first', async () => {
    const { by } = await desk();
    const gone = await retractFact(report.id, { why: 'never happened' }, by);
    await expect(correctFact(report.id, [published], by)).rejects.toThrow(gone.events[0]?.id);
  });

  it('that was itself retracted is refused the second time instead of passing for known', async () => {
    const { by } = await desk();
    const first = await correctFact(report.id, [published], by);
    await retractFact(first.events[0]!.id, { why: 'it was right' }, by);
    await expect(correctFact(report.id, [published], by)).rejects.toThrow(/does not hold/);
  });
});

describe('a correction as it is typed', () => {
  it('takes a grade as it is printed, and every other text as it stands', () => {
    const typed = (text: string) => correctionsFrom(report, [text], 'misread')[0]?.value;
    expect(typed('data.judgements.0.grade=Requires improvement')).toBe('requires_improvement');
    expect(typed('judgements.0.printed=Requires improvement')).toBe('Requires improvement');
    expect(typed('published=2018-07-26')).toBe('2018-07-26');
  });

  it('of several parts of one date is one of that date: a part alone may not fit', async () => {
    const { by, holds, store } = await desk();
    const visited = inspected({ days: days('2022-02-28', '2022-03-11') });
    const typed = (...texts: string[]) => correctionsFrom(visited, texts, 'misread');
    const to = 'occurred.to=2022-03-30';
    expect(typed(to)).toMatchObject([{ pointer: '/occurred/to', value: '2022-03-30' }]);
    const moved = typed('occurred.from=2022-03-20', 'data.kind=short', to);
    const occurred = { precision: 'range', from: '2022-03-20', to: '2022-03-30' };
    expect(moved).toMatchObject([
      { pointer: '/occurred', value: occurred },
      { pointer: '/data/kind', value: 'short' },
    ]);
    expect(typed('occurred.precision=day', 'occurred.from=2022-03-20')).toMatchObject([
      { pointer: '/occurred', value: { precision: 'day', from: '2022-03-20' } },
    ]);
    await store.append('authority-sunderland', [visited], { expected: 'any' });
    await correctFact(visited.id, moved, by);
    expect(await holds(visited.id)).toMatchObject({ occurred });
  });

  it('of what is no place, or no day, is told so', async () => {
    const { by } = await desk();
    const refused = (pointer: string, value: string) =>
      expect(correctFact(report.id, [{ pointer, value, why: 'misread' }], by)).rejects;
    await refused('/data/grade', 'good').toThrow(
      `is no place of ReportPublished ${report.id}. \`timeline correct ${report.id}\` lists those`,
    );
    const more = { ...report.occurred, until: '2018-08-01' };
    await expect(
      correctFact(report.id, [{ pointer: '/occurred', value: more, why: 'misread' }], by),
    ).rejects.toThrow(/would not fit the catalogue .*until/);
    await refused('/data/published', '2018-03-99').toThrow(
      'is no day, month or year that exists, such as 2018-07-25',
    );
  });

  it('of a grade leaves the words that were printed, which is told', () => {
    const printed = writePointer(report, '/data/judgements/0/printed', 'Good');
    const typed = (text: string) => correctionsFrom(printed, [text], 'misread')[0]!;
    const grade = typed('judgements.0.grade=inadequate');
    const left = printedLeft(printed, [grade]);
    expect(left).toEqual([{ path: 'data.judgements.0.printed', printed: 'Good' }]);
    expect(printedLeft(printed, [grade, typed('judgements.0.printed=Inadequate')])).toEqual([]);
    expect(printedLeft(printed, [typed('published=2018-07-26')])).toEqual([]);
  });
});

describe('a retraction by a person', () => {
  it('hides its target, is known the second time, and is undone by retracting it', async () => {
    const { by, holds } = await desk();
    const gone = await retractFact(report.id, { why: 'another authority' }, by);
    expect(gone.appended).toBe(1);
    expect(await holds(report.id)).toBeUndefined();
    const again = await retractFact(report.id, { why: 'in other words' }, by);
    expect(again).toMatchObject({ appended: 0, alreadyKnown: 1, events: gone.events });
    await retractFact(gone.events[0]!.id, { why: 'it was this one' }, by);
    expect(await holds(report.id)).toEqual(report);
  });

  it('without a reason is refused', async () => {
    const { by } = await desk();
    await expect(retractFact(report.id, { why: '' }, by)).rejects.toBeInstanceOf(EntryRefused);
  });
});

describe('a fact that a person records', () => {
  it('has its writer, and the same fact by another is already known', async () => {
    const { by, store } = await desk();
    const fact = {
      type: 'InspectionCarriedOut',
      authority: 'sunderland',
      occurred: { precision: 'day', from: '2026-03-01' },
      known: { from: '2026-03-02', basis: 'announced' },
      source: { publisher: 'Council', rank: 'council', title: 'e-mail', assertedBy: 'authority' },
      data: { framework: 'ILACS', kind: undefined },
    } as const;
    const first = await recordFact(fact, by);
    expect(first).toMatchObject({ appended: 1, events: [{ version: 2, actor: { name: 'Ann' } }] });
    const second = await recordFact(fact, { ...by, actor: { kind: 'person', name: 'Ben' } });
    expect(second).toMatchObject({ appended: 0, alreadyKnown: 1 });
    expect(await store.readStream('authority-sunderland')).toHaveLength(2);
  });
});

describe('a file of corrections', () => {
  it('holds one or a list', () => {
    expect(parseCorrections(JSON.stringify(published))).toEqual([published]);
    expect(parseCorrections(`\uFEFF${JSON.stringify([published, published])}`)).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['an empty list', '[]', /empty/],
    ['no reason', '{"pointer":"/data/x","value":1}', /why/],
    [
      'a pointer to what no correction may touch',
      '{"pointer":"/source/title","value":"x","why":"wrong"}',
      /pointer: a pointer begins/,
    ],
    ['a key that is none', '[{"pointer":"/data/x","values":1,"why":"wrong"}]', /values/],
  ])('with %s is refused with the place', (_, text, message) => {
    expect(() => parseCorrections(text, 'fix.json')).toThrow(message);
  });
});
