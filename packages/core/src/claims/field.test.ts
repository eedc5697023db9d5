import { describe, expect, it } from 'vitest';
import type { ClaimEvent } from '../events/catalogue.ts';
import { claimsOf, correction, reported, sources } from '../testing/claims.ts';
import { type Candidate, type FieldRule, personsCorrection, resolveField } from './field.ts';
import { byPrecedence } from './precedence.ts';

const actor = { kind: 'person', name: 'R. Reader' } as const;
const claimBy = (source: ClaimEvent['source']) =>
  claimsOf(reported({ overall: 'good' }, { published: '2024-01-12', source }))[0]!;
const report = claimBy(sources.report);
const council = claimBy(sources.council);
const press = claimBy(sources.press);

const target = report.event;
const [earlier, later] = claimsOf(
  correction(target, '/data/published', '2024-01-13', { actor, known: '2024-02-01' }),
  correction(target, '/data/published', '2024-01-14', { actor, known: '2024-02-02' }),
);

/** Numbers that refine a text which names them, as a day refines its month. */
const rule: FieldRule<string> = {
  order: byPrecedence,
  same: (a, b) => a === b,
  refines: (finer, coarser) => finer !== coarser && finer.startsWith(coarser),
};
const says = (value: string, claim = report, correctedBy?: Candidate<string>['correctedBy']) => ({
  value,
  claim,
  correctedBy,
});

describe('the value of a field', () => {
  it('is nothing where nobody gives one', () => {
    expect(resolveField('kind', [], rule)).toBeUndefined();
  });

  it('is that of the source with precedence, in whatever order they come', () => {
    for (const candidates of [
      [says('b', council), says('a', report)],
      [says('a', report), says('b', council)],
    ]) {
      expect(resolveField('kind', candidates, rule)).toEqual({
        value: 'a',
        claim: report,
        agreeing: [],
        disagreeing: [{ field: 'kind', value: 'b', claim: council, settledBy: 'rank' }],
      });
    }
  });

  it('is agreed with by who says the same, and by who says it more coarsely', () => {
    const resolved = resolveField(
      'published',
      [says('2024', press), says('2024-01', report), says('2024-01', council)],
      rule,
    );
    expect(resolved).toMatchObject({ value: '2024-01', claim: report, disagreeing: [] });
    expect(resolved?.agreeing).toEqual([council, press]);
  });

  it('is the more precise one that fits the leader, whoever gives it', () => {
    const resolved = resolveField(
      'published',
      [says('2024-01', report), says('2024-01-12', press)],
      rule,
    );
    expect(resolved).toEqual({
      value: '2024-01-12',
      claim: press,
      agreeing: [report],
      disagreeing: [],
    });
  });

  it('takes nothing for more precise where the field has no such thing', () => {
    const { refines: _, ...plain } = rule;
    const resolved = resolveField(
      'kind',
      [says('2024-01', report), says('2024-01-12', press)],
      plain,
    );
    expect(resolved).toMatchObject({ value: '2024-01', agreeing: [] });
    expect(resolved?.disagreeing).toHaveLength(1);
  });

  it('is a person’s correction before anything else, also where another is more precise', () => {
    const resolved = resolveField(
      'published',
      [says('2024-01-12', report), says('2024-01', press, later)],
      rule,
    );
    expect(resolved).toEqual({
      value: '2024-01',
      claim: press,
      agreeing: [],
      disagreeing: [
        { field: 'published', value: '2024-01-12', claim: report, settledBy: 'correction' },
      ],
    });
    const turned = resolveField(
      'published',
      [says('2024-01', press, later), says('2024-01-12', report)],
      rule,
    );
    expect(turned).toEqual(resolved);
  });

  it('among corrections is that of the correction with precedence, not of the source corrected', () => {
    const candidates = [says('a', report, earlier), says('b', press, later)];
    expect(resolveField('kind', candidates, rule)).toMatchObject({ value: 'b', claim: press });
    expect(resolveField('kind', candidates.toReversed(), rule)).toMatchObject({ value: 'b' });
  });
});

describe('a person’s correction of a place', () => {
  const correctedAt = (pointer: string, by: Parameters<typeof correction>[3] = { actor }) => {
    const [repair] = claimsOf(correction(target, pointer, '2024-01-13', by));
    return { claim: { ...report, corrections: [repair!] }, repair };
  };

  it.each([
    ['the place itself', '/data/published'],
    ['a place under it', '/data/published/0'],
    ['what holds it', '/data'],
  ])('counts where it wrote at %s', (_, pointer) => {
    const { claim, repair } = correctedAt(pointer);
    expect(personsCorrection(claim, '/data/published')).toBe(repair);
  });

  it.each(['/data/publishedBy', '/data/pub', '/occurred'])(
    'does not count where it wrote at %s',
    (pointer) => {
      expect(personsCorrection(correctedAt(pointer).claim, '/data/published')).toBeUndefined();
    },
  );

  it('counts at any of several places', () => {
    const { claim, repair } = correctedAt('/occurred');
    expect(personsCorrection(claim, '/data/of/days', '/occurred')).toBe(repair);
  });

  it('is not one that a program made, nor one that names nobody', () => {
    const program = { kind: 'program', name: 'reader' } as const;
    expect(
      personsCorrection(
        correctedAt('/data/published', { actor: program }).claim,
        '/data/published',
      ),
    ).toBeUndefined();
    expect(
      personsCorrection(correctedAt('/data/published', {}).claim, '/data/published'),
    ).toBeUndefined();
  });

  it('is the last that was applied, and nothing where there was none', () => {
    const claim = { ...report, corrections: [earlier!, later!] };
    expect(personsCorrection(claim, '/data/published')).toBe(later);
    expect(personsCorrection(report, '/data/published')).toBeUndefined();
  });
});
