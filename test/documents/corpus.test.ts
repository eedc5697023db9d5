import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import {
  addTo,
  emptyTally,
  heldLines,
  isHeldOut,
  readExpected,
  type Scored,
  scored,
  withoutCorpus,
} from './corpus.ts';
import { disagreements } from './disagreements.ts';

/** A sample that is the same in every run: every so many documents, from a fixed place on. */
const every = 18;
const from = 4;

describe('real reports and letters', skippedBecause(withoutCorpus), () => {
  it('are read wholly right as often as was reached before, and no wrong field is called sure', async () => {
    const sample = readExpected().filter((_, index) => index % every === from);
    const scores: Scored[] = [];
    const refused: string[] = [];
    for await (const one of scored(sample, refused)) scores.push(one);
    expect(refused).toEqual([]);
    const missed = scores.flatMap(({ document, misses }) =>
      misses.map((miss) => ({ file: document.file, ...miss })),
    );
    expect(missed.filter(({ confidence }) => confidence === 'high')).toEqual([]);
    for (const [kind, line] of Object.entries(heldLines)) {
      const tally = emptyTally();
      for (const one of scores) if (one.document.kind === kind) addTo(tally, one);
      const share = tally.documents === 0 ? 1 : tally.whole / tally.documents;
      expect(share, `${kind}: ${JSON.stringify(missed)}`).toBeGreaterThanOrEqual(line);
    }
  });

  it('are held out from rule writing for a tenth of the authorities, whichever those are', () => {
    const names = new Set(readExpected().map(({ authority }) => authority));
    const out = [...names].filter((authority) => isHeldOut({ authority }));
    expect(out.length / names.size).toBeGreaterThan(0.02);
    expect(out.length / names.size).toBeLessThan(0.25);
  });

  it('disagree with the corpus only where their name is in it', () => {
    const files = new Set(readExpected().map(({ file }) => file));
    expect(disagreements.filter(({ file }) => !files.has(file))).toEqual([]);
  });
});
