import type { Confidence, DocumentText, Locator } from '@monitoring-timeline/ingest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedPassages } from './marked-passages.ts';

/** A document of one page of lines. */
function documentOf(...lines: readonly string[]): DocumentText {
  const place = { x: 0, width: 0, height: 12 };
  return {
    source: { file: 'letter.txt', sha256: '0'.repeat(64), mediaType: 'text/plain' },
    paged: false,
    pages: [
      {
        number: 1,
        width: 0,
        height: 0,
        lines: lines.map((text, index) => ({
          ...{ page: 1, number: index + 1, text, y: index, ...place },
          ...{ items: [{ text, y: index, ...place }], furniture: false },
        })),
      },
    ],
  };
}

const field = (name: string, confidence: Confidence, ...locators: readonly Locator[]) => ({
  name,
  read: { value: name, locators, confidence },
});
const at = (line: number, from: number, to: number): Locator => ({ page: 1, line, from, to });

describe('passages with what was drawn out of them', () => {
  it('are the lines that hold a field and those next to them, and say where lines are left out', () => {
    const document = documentOf('a', 'b', 'c Kent', 'd', 'e', 'f', 'g Good');
    const lines = markedPassages(document, [
      field('authority', 'high', at(3, 2, 6)),
      field('judgements.overall', 'high', at(7, 2, 6)),
    ]);
    expect(lines.map(({ text, gap }) => (gap ? `... ${text}` : text))).toEqual([
      ...['... b', 'c Kent', 'd'],
      ...['... f', 'g Good'],
    ]);
  });

  it('cut a line where fields begin and end, also where they overlap', () => {
    const [line] = markedPassages(documentOf('3 to 14 May 2026'), [
      field('days', 'high', at(1, 0, 16)),
      field('letterDate', 'low', at(1, 5, 16)),
    ]);
    expect(line?.pieces).toEqual([
      { text: '3 to ', fields: ['days'], continued: false, confidence: 'high' },
      { text: '14 May 2026', fields: ['letterDate (low)'], continued: false, confidence: 'low' },
    ]);
  });

  it('name a field where it begins and say where it goes on', () => {
    const lines = markedPassages(documentOf('first', 'second'), [
      field('findings.1', 'medium', at(1, 0, 5), at(2, 0, 6)),
    ]);
    expect(lines.map(({ pieces }) => pieces[0]?.continued)).toEqual([false, true]);
  });

  it('lose no character of a line, whatever is marked in it', () => {
    const span = fc.record({
      line: fc.integer({ min: 1, max: 3 }),
      from: fc.nat(30),
      to: fc.nat(30),
    });
    const text = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(fc.tuple(text, text, text), fc.array(span, { maxLength: 6 }), (texts, spans) => {
        const fields = spans.map(({ line, from, to }, index) =>
          field(`field ${index}`, 'high', at(line, from, to)),
        );
        for (const line of markedPassages(documentOf(...texts), fields)) {
          expect(line.pieces.map((piece) => piece.text).join('')).toBe(line.text);
        }
      }),
    );
  });
});
