import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Area } from '../frameworks/areas.ts';
import { type PlainActivity, plain, ruled } from '../testing/activities.ts';
import { matchPlainly } from '../testing/plain-matching.ts';
import type { ActivityClaim } from './activity.ts';
import { joinExact } from './exactly-same.ts';
import { matchActivities, matchInSteps, Rematching } from './matching.ts';
import { Partition } from './partition.ts';
import { allSteps, stepSize } from './steps.ts';

const areas: readonly Area[] = ['overall', 'help_and_protection', 'children_in_care'];
/** Days so close that most claims are of one thing, or so far from each other that few are. */
const day = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 2000 }));
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 90 }))
  .map(([from, more]) => ({ from, to: from + more }));

/** Claims of which every rule meets every other, of officials and others. */
const activity = fc.record(
  {
    rank: fc.constantFrom(0, 1, 5),
    activity: fc.constantFrom('inspection' as const, 'inspection' as const, 'visit' as const),
    framework: fc.constantFrom('SIF' as const, 'ILACS' as const, undefined),
    kind: fc.constantFrom('reinspection' as const, undefined),
    visitKind: fc.constantFrom('monitoring' as const, 'focused' as const),
    sequence: fc.constantFrom(1, 2, undefined),
    start: fc.option(day, { nil: undefined, freq: 2 }),
    lasts: fc.option(fc.integer({ min: 0, max: 150 }), { nil: undefined, freq: 2 }),
    published: fc.option(
      day.map((one) => one + 30),
      { nil: undefined, freq: 2 },
    ),
    coarseDays: fc.option(span, { nil: undefined, freq: 2 }),
    coarsePublished: fc.option(span, { nil: undefined, freq: 2 }),
    areas: fc.subarray([...areas]),
  },
  { requiredKeys: ['rank', 'activity', 'areas', 'visitKind'] },
);

/** Few claims of all kinds, and more of one kind than are looked at pair by pair. */
const claims: fc.Arbitrary<readonly PlainActivity[]> = fc.oneof(
  fc.array(activity, { maxLength: 24 }),
  fc
    .array(activity, { minLength: 26, maxLength: 40 })
    .map((given) =>
      given.map((one) => ({ ...one, activity: 'inspection' as const, framework: 'SIF' as const })),
    ),
);

const history = claims.chain((given) =>
  fc.record({
    given: fc.constant(given),
    rulings: fc.array(
      fc.record({
        left: fc.integer({ min: 0, max: Math.max(0, given.length - 1) }),
        right: fc.integer({ min: 0, max: Math.max(0, given.length - 1) }),
        same: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  }),
);

const shown = (
  matched: readonly { readonly members: readonly ActivityClaim[]; readonly unplaced: boolean }[],
) =>
  matched.map(({ members, unplaced }) => ({
    members: members.map(({ claim }) => claim.event.id),
    unplaced,
  }));

describe('matching again as claims come in', () => {
  // an inspection that a later report tells of may have been under any framework
  const restating = fc.tuple(history, fc.array(fc.boolean(), { maxLength: 40 }));

  it('comes to what matching all of them at once comes to, whatever came in before', () => {
    fc.assert(
      fc.property(restating, ([{ given, rulings }, restated]) => {
        const again = new Rematching();
        const items = given.map((one, index) => ({
          ...plain(one, index),
          restated: restated[index] ?? false,
        }));
        const ruling = rulings.map(({ left, right, same }, index) =>
          ruled(index, [left, right], same),
        );
        for (let known = 1; known <= items.length; known += 1) {
          const some = items.slice(0, known);
          // a ruling is known for a time, and then taken back
          const now = known % 3 === 0 ? ruling : [];
          expect(shown(allSteps(again.match(some, now)))).toEqual(
            shown(matchActivities(some, now)),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('matches nothing anew of what a claim cannot join', () => {
    const of = { areas: [], visitKind: 'focused', rank: 0 } as const;
    const visits = Array.from({ length: 30 }, (_, at) =>
      plain({ ...of, activity: 'visit', start: at * 100 }, at),
    );
    const again = new Rematching();
    const before = allSteps(again.match(visits, []));
    const came = plain({ ...of, activity: 'inspection', framework: 'SIF', start: 0 }, 30);
    const after = allSteps(again.match([...visits, came], []));
    expect(after).toHaveLength(31);
    expect(before.every((one) => after.includes(one))).toBe(true);
  });
});

describe('the matching by an index', () => {
  it('comes to what looking at every pair comes to', () => {
    fc.assert(
      fc.property(history, ({ given, rulings }) => {
        const items = given.map(plain);
        const ruling = rulings.map(({ left, right, same }, index) =>
          ruled(index, [left, right], same),
        );
        expect(shown(matchActivities(items, ruling))).toEqual(shown(matchPlainly(items, ruling)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['days near each other', (at: number) => ({ start: at % 700 })],
    ['days far from each other', (at: number) => ({ start: at * 40 })],
    ['one day', () => ({ start: 5 })],
    ['long spans', (at: number) => ({ start: at % 700, lasts: 3000 })],
    ['one day of publication', () => ({ published: 9 })],
    [
      'strands of re-inspection',
      (at: number) => ({
        start: at % 50,
        kind: 'reinspection' as const,
        areas: [areas[at % 3]!],
      }),
    ],
  ])('looks at each claim a few times, however many there are: %s', (_, made) => {
    const looked = (count: number): number => {
      const items = Array.from({ length: count }, (_, at) =>
        plain(
          {
            rank: 0,
            activity: 'inspection',
            areas: [],
            visitKind: 'monitoring',
            ...made((at * 7919) % count),
          },
          at,
        ),
      );
      return allSteps(
        joinExact(
          items,
          items.map((_, index) => index),
          new Partition(count),
        ),
      );
    };
    const [once, twice] = [looked(1000), looked(2000)];
    expect(twice).toBeLessThanOrEqual(2000 * 40);
    expect(twice).toBeLessThanOrEqual(once * 2.6);
  });

  it('takes steps in each of which few claims are looked at, however many there are', () => {
    let thisStep = 0;
    const items = Array.from({ length: 10_000 }, (_, at) => {
      const of = { activity: 'visit', visitKind: 'focused', areas: [] } as const;
      const { claim, ...item } = plain({ ...of, rank: at % 2 === 0 ? 0 : 5, start: at * 20 }, at);
      return {
        ...item,
        get claim() {
          thisStep += 1;
          return claim;
        },
      };
    });
    let most = 0;
    const steps = matchInSteps(items);
    for (let step = steps.next(); !step.done; step = steps.next()) {
      most = Math.max(most, thisStep);
      thisStep = 0;
    }
    expect(most).toBeLessThanOrEqual(20 * stepSize);
  });
});
