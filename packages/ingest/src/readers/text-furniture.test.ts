import { describe, expect, it } from 'vitest';
import { linesOfDocument } from '../documents/model.ts';
import { textDocument } from '../testing/documents.ts';

/** Lines that no other page has. */
const body = (page: number) =>
  Array.from(
    { length: 9 },
    (_, at) => `Line ${'abcdefghi'[at]} of what page ${'abcd'[page - 1]} says.`,
  );

const runningLines = (text: string) => linesOfDocument(textDocument(text)).map((line) => line.text);

describe('a text that was made of pages', () => {
  it('is read on over the ends of its pages: without running heads, feet and numbers of pages', () => {
    const pages = [1, 2, 3].map((page) =>
      [
        'Inspection of Durham',
        ...body(page),
        `Durham Council, 3 June 2019   ${page}`,
        String(page),
      ].join('\n'),
    );
    expect(runningLines(pages.join('\n\f'))).toEqual([
      'Inspection of Durham',
      ...body(1),
      'Durham Council, 3 June 2019\t1',
      ...body(2),
      ...body(3),
    ]);
  });

  it('is told by the numbers of its pages where no form feed parts them', () => {
    const pages = [1, 2, 3, 4].map((page) =>
      [...body(page), 'Inspection report: Durham', String(page)].join('\n'),
    );
    expect(runningLines(pages.join('\n'))).toEqual([
      ...body(1),
      'Inspection report: Durham',
      ...[2, 3, 4].flatMap(body),
    ]);
  });

  it('keeps numbers that are none of pages, and what only some pages say', () => {
    const list = ['1', 'Plans', '2', 'Visits', '3', 'Reviews'].join('\n');
    expect(runningLines(list)).toHaveLength(6);
    const pages = [1, 2, 3, 4].map((page) =>
      [page < 3 ? 'Good' : 'Fair', ...body(page), 'Next'].join('\n'),
    );
    expect(runningLines(pages.join('\n\f')).filter((text) => text === 'Good')).toHaveLength(2);
  });
});
