import { expect, it } from 'vitest';
import { cutTo, labelled, textWidth } from './labels.ts';
import { inRows } from './rows.ts';

it('what would meet stands in rows below each other, what would not in one', () => {
  const rows = inRows(
    [
      { from: 30, to: 60 },
      { from: 0, to: 25 },
      { from: 20, to: 40 },
      { from: 61, to: 70 },
    ],
    5,
  );
  expect(rows.map((row) => row.map(({ from }) => from))).toEqual([
    [0, 30],
    [20, 61],
  ]);
});

it('a label stands behind its mark, before it where the drawing ends, and is cut where neither has room', () => {
  const edges = { from: 0, to: 200 };
  expect(labelled('Inadequate', { from: 10, to: 20 }, edges).label).toEqual({
    text: 'Inadequate',
    x: 25,
    anchor: 'start',
  });
  expect(labelled('Inadequate', { from: 180, to: 190 }, edges).label).toEqual({
    text: 'Inadequate',
    x: 175,
    anchor: 'end',
  });
  const long = labelled('A very long name of a very long thing', { from: 80, to: 120 }, edges);
  expect(long.label.text).toMatch(/^A very.*…$/);
  expect(long.extent.to).toBeLessThanOrEqual(200);
  expect(textWidth(cutTo('Requires improvement', 60))).toBeLessThanOrEqual(60);
});
