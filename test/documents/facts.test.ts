import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import { atomsOf } from './atoms.ts';
import { type Fact, facts } from './facts.ts';
import { haveSeeds, readSeed } from './seed-reading.ts';

/** What each text gives without anybody's help: what waits in quarantine is not read. */
function readingOf(seed: string): readonly string[] {
  const { proposals, document } = readSeed(seed, seed === '002' ? '2018-07-31' : undefined);
  const urn = document?.reading.urn?.value;
  return [...proposals.flatMap(({ event }) => atomsOf(event)), ...(urn ? [`urn ${urn}`] : [])];
}

/** Notes of one kind on one day are told apart by their number alone. */
const counted = (saying: string): boolean => /^(?:ContextNoted|LeadershipObserved)/.test(saying);

/** The facts of a text that are read: one note is no two facts. */
function readOf(seed: string): readonly Fact[] {
  const left = [...readingOf(seed)];
  return facts.filter((fact) => {
    if (fact.seed !== seed) return false;
    const has = fact.says.every((one) => left.includes(one));
    if (has) for (const one of fact.says) if (counted(one)) left.splice(left.indexOf(one), 1);
    return has;
  });
}

const texts = ['000', '001', '002', '003', '004'];

describe('what a careful reader draws out of the five texts', () => {
  it('is 174 facts', () => {
    expect(facts).toHaveLength(174);
    expect(new Set(facts.map(({ seed }) => seed))).toEqual(new Set(texts));
  });

  describe(
    'and what is read of it',
    skippedBecause(haveSeeds ? undefined : withoutMaterial),
    () => {
      it.each(texts)('is all of text %s but what is listed with its reason', (seed) => {
        const read = new Set(readOf(seed));
        const own = facts.filter((fact) => fact.seed === seed);
        expect(own.filter((fact) => !read.has(fact) && !fact.because)).toEqual([]);
        expect(own.filter((fact) => read.has(fact) && fact.because)).toEqual([]);
      });
    },
  );
});
