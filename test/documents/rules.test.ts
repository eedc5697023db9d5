import { join } from 'node:path';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import { readPaths } from '@monitoring-timeline/ingest';
import { describe, expect, it } from 'vitest';
import { frames } from '../../packages/ingest/src/documents/fields/indicators/frames.ts';
import { lexicon } from '../../packages/ingest/src/documents/fields/indicators/lexicon.ts';
import { profileRules } from '../../packages/ingest/src/documents/fields/indicators/profile-rules.ts';
import { followedThemes } from '../../packages/ingest/src/documents/fields/themes.ts';
import { provenRules } from '../../packages/ingest/src/documents/rules/proven.ts';
import { corpusFolder, readExpected, withoutCorpus } from './corpus.ts';
import { hashOf, rulesIn, rulesInSeed, seedsByNumber } from './proofs.ts';

/** Rules by the name that a reading gives them. */
const named = [
  ...lexicon.map(({ proof }) => `measure ${proof}`),
  ...frames.map(({ name }) => `frame ${name}`),
  ...profileRules.flatMap(({ gives }) => gives.map(({ code }) => `profile ${code}`)),
  ...followedThemes.map(({ theme }) => `theme ${theme}`),
];

/** Of a document: the rules that say it proves them, and those that read something in it. */
function stands(hash: string, read: readonly string[]) {
  const naming = Object.keys(provenRules).filter((rule) =>
    provenRules[rule]?.documents.includes(hash),
  );
  return {
    untrue: naming.filter((rule) => !read.includes(rule)),
    unknown: read.filter((rule) => provenRules[rule] === undefined),
  };
}

describe('a rule for single facts', () => {
  it('names a document that proves it', () => {
    expect([...new Set(named)].filter((rule) => !provenRules[rule])).toEqual([]);
  });
});

describe(
  'what rules say proves them, in the five documents',
  skippedBecause(seedsByNumber().length > 0 ? undefined : withoutMaterial),
  () => {
    it.each(seedsByNumber())('holds of document %s', (number, hash) => {
      // the first is a report of the corpus too, whose name is given in its place
      const named = number === '000' ? '19f2019f' : hash;
      expect(stands(named, rulesInSeed(number))).toEqual({ untrue: [], unknown: [] });
    });
  },
);

describe('what rules say proves them, in reports', skippedBecause(withoutCorpus), () => {
  it('holds of a few that are always the same; pnpm corpus looks at all', async () => {
    const wanted = ['26e3d675', 'c5c0309a', '3a7038bd'];
    const files = readExpected().filter((document) => wanted.includes(hashOf(document)));
    expect(files).toHaveLength(wanted.length);
    const read: (readonly string[])[] = [];
    for await (const { document } of readPaths(files.map(({ file }) => join(corpusFolder, file)))) {
      read.push(rulesIn(document?.reading));
    }
    const found = files.map((file, index) => stands(hashOf(file), read[index] ?? []));
    expect(found).toEqual(files.map(() => ({ untrue: [], unknown: [] })));
  });
});
