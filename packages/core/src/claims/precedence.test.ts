import { describe, expect, it } from 'vitest';
import { epochDay } from '../calendar/index.ts';
import type { ClaimEvent } from '../events/catalogue.ts';
import { claimsOf, type InspectionGiven, reported, sources } from '../testing/claims.ts';
import type { Claim } from './claim.ts';
import { byPrecedence, precedenceAt, settlement } from './precedence.ts';

type Given = InspectionGiven & { readonly published?: string };

function claim(given: Given, grade: 'good' | 'inadequate' = 'good'): Claim {
  return claimsOf(reported({ overall: grade }, { published: '2024-01-12', ...given }))[0]!;
}

function withId(of: Claim, id: string): Claim {
  return { ...of, event: { ...of.event, id } as ClaimEvent };
}

const report = claim({ source: sources.report });
const in2023 = claim({ source: sources.release2023 });
const in2024 = claim({ source: sources.release2024 });
const in2025 = claim({ source: sources.release2025 });
const council = claim({ source: sources.council });
const press = claim({ source: sources.press });
const person = claim({ source: sources.person });

/** What holds first, by either order in which the two are compared. */
function firstBy(order: (a: Claim, b: Claim) => number, a: Claim, b: Claim): Claim {
  expect(Math.sign(order(a, b))).toBe(-Math.sign(order(b, a)));
  return order(a, b) < 0 ? a : b;
}

describe('whose word holds', () => {
  it('is told by the rank of the source, whatever came later', () => {
    const all = [press, in2025, council, report, person];
    expect([...all].sort(byPrecedence)).toEqual([person, report, in2025, council, press]);
    expect([...all].sort(precedenceAt(epochDay('2030-01-01')))).toEqual(
      [...all].sort(byPrecedence),
    );
  });

  it('among releases is that of the later edition, though its row was known earlier', () => {
    const knownLate = claim({ source: sources.release2023, known: '2025-12-01' });
    expect(firstBy(byPrecedence, knownLate, in2024)).toBe(in2024);
  });

  it('among releases that name no edition day is told by the day they became known', () => {
    const { published: _, ...undated } = sources.release2024;
    const earlier = claim({ source: undated, known: '2023-07-05' });
    const later = claim({ source: undated, known: '2023-07-07' });
    expect(firstBy(byPrecedence, earlier, in2023)).toBe(in2023);
    expect(firstBy(byPrecedence, later, in2023)).toBe(later);
  });

  it('among equals is that of the claim that became known later, edition or not', () => {
    const early = claim({ source: sources.council, known: '2020-01-01' });
    const late = claim({ source: sources.council, known: '2020-01-02' });
    expect(firstBy(byPrecedence, early, late)).toBe(late);
    const printed = { ...sources.council, published: '2021-01-01' };
    const earlyButPrinted = claim({ source: printed, known: '2020-01-01' });
    expect(firstBy(byPrecedence, earlyButPrinted, late)).toBe(late);
  });

  it('in the end is told by the smaller id, and no claim comes before itself', () => {
    const [a, b] = [withId(council, 'a'), withId(council, 'b')];
    expect(firstBy(byPrecedence, a, b)).toBe(a);
    expect(byPrecedence(a, a)).toBe(0);
    const [c, d] = [withId(in2024, 'c'), withId(in2024, 'd')];
    const order = precedenceAt(epochDay('2026-01-01'));
    expect(firstBy(order, c, d)).toBe(c);
    expect(order(c, c)).toBe(0);
  });
});

describe('whose word held on a day', () => {
  const on = (day: string, a: Claim, b: Claim) => firstBy(precedenceAt(epochDay(day)), a, b);

  it('is that of an edition that is out before one that is not', () => {
    expect(on('2024-08-29', in2023, in2024)).toBe(in2023);
    expect(on('2024-08-30', in2023, in2024)).toBe(in2024);
  });

  it('is that of the latest edition among those out', () => {
    expect(on('2025-09-25', in2024, in2025)).toBe(in2025);
    expect(on('2025-09-24', in2024, in2025)).toBe(in2024);
  });

  it('is that of the earliest edition where none is out yet: it restates what the report said', () => {
    expect(on('2024-01-12', in2024, in2025)).toBe(in2024);
    expect(on('2024-01-12', in2025, in2023)).toBe(in2023);
  });

  it('within one edition is that of the claim known later', () => {
    const early = claim({ source: sources.release2024, known: '2024-01-12' });
    const late = claim({ source: sources.release2024, known: '2024-01-13' });
    expect(on('2024-01-12', early, late)).toBe(late);
    expect(on('2026-01-01', early, late)).toBe(late);
  });

  it('follows the ordinary order for what is no release, whether or not it is out', () => {
    const printed = (day: string) => ({ ...sources.council, published: day });
    const early = claim({ source: printed('2024-01-01'), known: '2023-01-01' });
    const late = claim({ source: printed('2025-01-01'), known: '2023-01-02' });
    expect(on('2024-06-01', early, late)).toBe(late);
  });
});

describe('what settled a difference', () => {
  it('is the rank, the edition, the day known or the id, whichever came first', () => {
    expect(settlement(report, in2025)).toBe('rank');
    expect(settlement(in2025, in2024)).toBe('edition');
    const late = claim({ source: sources.release2025, known: '2024-02-01' });
    expect(settlement(late, in2025)).toBe('known');
    expect(settlement(withId(in2025, 'a'), withId(in2025, 'b'))).toBe('id');
  });

  it('is never an edition between sources that are no releases', () => {
    const printed = claim({ source: { ...sources.council, published: '2025-01-01' } });
    expect(settlement(printed, council)).toBe('id');
  });
});
