import { createDirectory } from '@monitoring-timeline/core';
import type { ExtractContext } from '../documents/kind.ts';
import type { DocumentText, TextItem, TextLine } from '../documents/model.ts';
import { withFurniture } from '../readers/furniture.ts';
import { documentOfLines } from '../readers/text.ts';

/** A line of a page in a test: its text, or its cells with their places, `|` parting cells of one line. */
export type TestLine =
  | string
  | { readonly text: string; readonly size?: number; readonly y?: number; readonly x?: number };

const lineHeight = 14.5;
const columns = [70, 300, 440];

/**
 * A document of pages as the PDF reader gives them. Lines stand one under the other unless `y` says where; cells of a line are parted
 * by `|` and stand in columns; `foot` is printed at the foot of every page.
 */
export function pagedDocument(
  pages: readonly (readonly TestLine[])[],
  { foot, file = 'report.pdf' }: { readonly foot?: string; readonly file?: string } = {},
): DocumentText {
  const made = pages.map((lines, index) => {
    const page = index + 1;
    const all = foot === undefined ? lines : [...lines, { text: foot, y: 800, size: 8 }];
    const placed = all.map((line, at) => placedLine(line, page, at));
    const sorted = [...placed].sort((a, b) => a.y - b.y);
    return {
      number: page,
      width: 595,
      height: 842,
      lines: sorted.map((line, at) => ({ ...line, number: at + 1 })),
    };
  });
  return {
    source: { file, sha256: '0'.repeat(64), mediaType: 'application/pdf' },
    paged: true,
    pages: withFurniture(made),
  };
}

function placedLine(line: TestLine, page: number, at: number): TextLine {
  const {
    text,
    size = 12,
    y = 120 + at * lineHeight,
    x = 0,
  } = typeof line === 'string' ? { text: line } : line;
  const items: TextItem[] = text.split('|').flatMap((part, column) => {
    const cell = part.trim();
    if (cell === '') return [];
    const left = (columns[column] ?? 500) + x;
    return [{ text: cell, x: left, y, width: cell.length * size * 0.5, height: size }];
  });
  const [first] = items;
  return {
    page,
    number: at + 1,
    text: items.map((item) => item.text).join('\t'),
    x: first?.x ?? 0,
    y,
    width: 0,
    height: size,
    items,
    furniture: false,
  };
}

/** A plain text as a document. */
export function textDocument(text: string, file = 'report.txt'): DocumentText {
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, text: line }));
  return documentOfLines(file, '0'.repeat(64), 'text/plain', lines);
}

const directory = createDirectory();

/** What an extractor may ask, in a test. */
export function testContext(file = 'report.pdf'): ExtractContext {
  return { directory, today: '2026-11-21', file, person: (name) => `p-${name}` };
}
