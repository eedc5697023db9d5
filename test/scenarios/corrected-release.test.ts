import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, askAfterImport } from '../support/asking.ts';
import { shippedRecord } from '../support/record.ts';

// The release of 2024 gave Staffordshire's care leavers as good; that of 25 September 2025 corrects it.

const releases = readdirSync(shippedRecord)
  .filter((name) => name.startsWith('releases-'))
  .map((name) => join(shippedRecord, name));

let ask: Asking;
beforeAll(async () => {
  ask = await askAfterImport(releases);
});
afterAll(() => ask.remove());

describe('a release that a later one corrects, where the report itself is not on record', () => {
  it.each([
    ['2024-12-31', 'good'],
    ['2025-09-24', 'good'],
    ['2025-09-25', 'requires_improvement'],
    ['2026-01-01', 'requires_improvement'],
  ])('as known at %s says %s', async (knownAt, grade) => {
    const { areas } = await ask.standing('Staffordshire', '2024-12-31', knownAt);
    expect(areas.care_leavers).toMatchObject({ grade, published: '2024-01-12' });
  });

  it('is contradicted by nobody until the later one is out', async () => {
    const { report } = await ask.standing('Staffordshire', '2024-12-31', '2025-09-24');
    expect(report!.disagreements.filter(({ field }) => field === 'care_leavers')).toEqual([]);
  });

  it('stays visible as a disagreement that the later edition settled', async () => {
    const { report } = await ask.standing('Staffordshire', '2026-01-01');
    const others = report!.disagreements.filter(({ field }) => field === 'care_leavers');
    expect(others.length).toBeGreaterThan(0);
    for (const other of others)
      expect(other).toMatchObject({ value: 'good', settledBy: 'edition' });
  });
});

describe('the same release beside the report that it restates', () => {
  it('gives way to the report on every day, and is a disagreement on record', async () => {
    const whole = await askAfterImport();
    const { areas, report } = await whole.standing('Staffordshire', '2024-12-31');
    expect(areas.care_leavers?.grade).toBe('requires_improvement');
    const others = report!.disagreements.filter(({ field }) => field === 'care_leavers');
    expect(new Set(others.map(({ value, settledBy }) => `${value} ${settledBy}`))).toEqual(
      new Set(['good rank']),
    );
    whole.remove();
  });
});
