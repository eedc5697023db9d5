import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import { readExpected, withoutCorpus } from './corpus.ts';
import { comparedForms, type FormScore } from './forms.ts';
import { untold } from './forms-untold.ts';
import { madeForms } from './made-forms.ts';

/** A sample that is the same in every run; `pnpm corpus --forms` compares all. */
const every = 180;
const from = 11;

describe('the same document in other forms', skippedBecause(withoutCorpus), () => {
  it('gives the same claims, or says what it could not read', async () => {
    const sample = readExpected().filter((_, index) => index % every === from);
    const scores: FormScore[] = [];
    for await (const one of comparedForms(sample)) scores.push(one);
    expect(scores).toHaveLength(madeForms.length * sample.length);
    expect(
      scores.filter(
        ({ file, form, differences, told }) =>
          differences.length > 0 && !told && !untold[form].includes(file),
      ),
    ).toEqual([]);
  });

  it('differs without a word only where its name is noted, and every one of these is there', () => {
    const files = new Set(readExpected().map(({ file }) => file));
    expect(
      Object.values(untold)
        .flat()
        .filter((file) => !files.has(file)),
    ).toEqual([]);
  });
});
