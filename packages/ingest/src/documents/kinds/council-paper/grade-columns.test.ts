import { describe, expect, it } from 'vitest';
import { testContext, textDocument } from '../../../testing/documents.ts';
import type { DocumentText, TextItem, TextLine } from '../../model.ts';
import { councilPaper } from '../council-paper.ts';

const before = [
  'London Borough of Barnet',
  'Report to Cabinet',
  'Date of meeting: 10 March 2026',
  'Report of the Director of Children’s Services',
  'Purpose of the report',
  'To tell Cabinet of the outcome of the inspection of local authority children’s services (ILACS) in Barnet.',
  'Inspectors were on site from 5 January 2026 to 16 January 2026.',
  'The report was published on 20 February 2026.',
];
const after = ['Cabinet is asked to note the report.'];
const labels = [
  'Overall effectiveness',
  'The impact of leaders on social work practice with children and families',
  'The experiences and progress of children who need help and protection',
  'The experiences and progress of children in care',
  'The experiences and progress of care leavers',
];
const older = ['Requires improvement to be good', 'Good', 'Inadequate', 'Good', 'Good'];
const later = ['Good', 'Good', 'Good', 'Outstanding', 'Requires improvement to be good'];
const right = ['good', 'good', 'good', 'outstanding', 'requires_improvement'];

type Row = readonly string[];

/** The table with its columns in either order. */
function table(headings: readonly [old: string, young: string], laterFirst: boolean): Row[] {
  const pair = (a: string, b: string): string[] => (laterFirst ? [b, a] : [a, b]);
  return [
    ['Judgement', ...pair(...headings)],
    ...labels.map((label, index) => [label, ...pair(older[index] ?? '', later[index] ?? '')]),
  ];
}

function told(document: DocumentText) {
  const reading = councilPaper.extract(document, testContext('paper'));
  return {
    grades: (reading.judgements ?? []).map(({ value }) => value.grade),
    reasons: reading.problems.map(({ reason }) => reason),
  };
}

const asText = (rows: readonly Row[], gap: string): DocumentText =>
  textDocument([...before, '', ...rows.map((row) => row.join(gap)), '', ...after].join('\n'));

const size = 8;

/** A line of a page; cells less than a letter apart are one, as the reader of pages joins them. */
function placed(cells: readonly (readonly [text: string, x: number])[], number: number): TextLine {
  const y = 40 + number * 14;
  const items: TextItem[] = [];
  for (const [text, x] of cells) {
    if (text === '') continue;
    const last = items.at(-1);
    const item = { text, x, y, width: text.length * size * 0.45, height: size };
    if (last && x - (last.x + last.width) < size) {
      const width = x + item.width - last.x;
      items[items.length - 1] = { ...last, text: `${last.text} ${text}`, width };
    } else items.push(item);
  }
  const text = items.map((item) => item.text).join('\t');
  return { page: 1, number, text, x: 40, y, width: 500, height: size, items, furniture: false };
}

/** The paper as a page whose columns of grades begin so many points apart. */
function asPage(rows: readonly Row[], gap: number): DocumentText {
  const wide = 300;
  const cells = [
    ...before.map((text) => [[text, 40] as const]),
    ...rows.map((row) =>
      row.map(
        (text, column) => [text, column === 0 ? 40 : 40 + wide + (column - 1) * gap] as const,
      ),
    ),
    ...after.map((text) => [[text, 40] as const]),
  ];
  const lines = cells.map((line, index) => placed(line, index + 1));
  return {
    source: { file: 'paper.pdf', sha256: '0'.repeat(64), mediaType: 'application/pdf' },
    paged: true,
    pages: [{ number: 1, width: 595, height: 842, lines }],
  };
}

const headings: readonly (readonly [string, string])[] = [
  ['2021 inspection', '2026 inspection'],
  ['Previous', 'Current'],
  ['November 2021', 'January 2026'],
  ['Last inspection (2021)', 'This inspection'],
  ['Previous grade', 'Grade'],
  ['ILACS 2021', 'New grade'],
  ['Self-assessment', '2026 inspection'],
];

/** Every second gap, others with the next headings, so that each is tried with several. */
const some = <T>(gaps: readonly T[], heading: string): readonly T[] => {
  const from = headings.findIndex(([old]) => old === heading);
  return gaps.filter((_, at) => (at + from) % 2 === 0);
};

describe('a paper with two columns of grades', () => {
  describe.each([false, true])('the later one first: %s', (laterFirst) => {
    it.each(headings)('headed "%s" and "%s" gives the later report’s', (old, young) => {
      const rows = table([old, young], laterFirst);
      for (const gap of some(['\t', ' | ', '      ', '   '], old)) {
        expect(told(asText(rows, gap)).grades, JSON.stringify(gap)).toEqual(right);
      }
      for (const gap of some(['  ', ' '], old)) {
        // blanks as between words part nothing: where the headings do not tell, it asks
        const { grades, reasons } = told(asText(rows, gap));
        if (reasons.includes('several_columns')) expect(grades).toEqual([]);
        else expect(grades, JSON.stringify(gap)).toEqual(right);
      }
      for (const gap of some([114, 120, 126, 140, 200], old)) {
        expect(told(asPage(rows, gap)).grades, `${gap} points`).toEqual(right);
      }
    });

    it.each([
      ['Grade', 'Grade'],
      ['Ofsted', 'Council'],
      ['2026 inspection', '2026 peer review'],
      ['2019', '2021'],
    ])('headed "%s" and "%s" asks, and takes neither', (one, other) => {
      const rows = table([one, other], laterFirst);
      for (const document of [asText(rows, '\t'), asPage(rows, 130)]) {
        const { grades, reasons } = told(document);
        expect(grades).toEqual([]);
        expect(reasons).toContain('several_columns');
      }
    });

    it('is read by its headings with a column of something else behind them', () => {
      const moved = ['Better', 'Same', 'Better', 'Better', 'Worse'];
      const rows = table(['2021', '2026'], laterFirst).map((row, at) => [
        ...row,
        at === 0 ? 'Direction of travel' : (moved[at - 1] ?? ''),
      ]);
      expect(told(asText(rows, '\t')).grades).toEqual(right);
      expect(told(asPage(rows, 130)).grades).toEqual(right);
    });

    it('in letters is read as in words', () => {
      const letter = (cell: string) => (cell.startsWith('Req') ? 'RI' : cell.slice(0, 1));
      const rows = table(['2021', '2026'], laterFirst).map((row, at) =>
        at === 0 ? row : row.map((cell, column) => (column === 0 ? cell : letter(cell))),
      );
      expect(told(asText(rows, '\t')).grades).toEqual(right);
    });

    it('in two tables gives those of the later, or asks where nothing says which that is', () => {
      const ofYear = (heading: string, grades: readonly string[]): Row[] => [
        ['Judgement', heading],
        ...labels.map((label, at) => [label, grades[at] ?? '']),
      ];
      const both = (old: string, young: string): Row[] => {
        const tables = [ofYear(old, older), ofYear(young, later)];
        return (laterFirst ? tables.reverse() : tables).flat();
      };
      const headed = both('Grade (2021 inspection)', 'Grade (2026 inspection)');
      expect(told(asText(headed, '\t')).grades).toEqual(right);
      const bare = told(asText(both('Grade', 'Grade'), '\t'));
      expect([bare.grades, bare.reasons]).toEqual([[], ['several_columns']]);
    });

    it.each<[string, (label: string, old: string, young: string) => string]>([
      ['an arrow', (label, old, young) => `${label}: ${old} → ${young}`],
      ['words', (label, old, young) => `${label} moved from ${old} to ${young}.`],
      ['brackets', (label, old, young) => `${label}: ${young} (was ${old})`],
      ['lines', (label, old, young) => `${label}\n2026: ${young}\n2021: ${old}`],
    ])('told with %s between them asks', (_how, line) => {
      const rows = labels.map((label, at) => [line(label, older[at] ?? '', later[at] ?? '')]);
      const { grades, reasons } = told(asText(laterFirst ? rows.reverse() : rows, '\t'));
      expect([grades, reasons]).toEqual([[], ['several_columns']]);
    });

    it('of which one area was not judged before is read by its places, or not at all', () => {
      const rows = table(['2021', '2026'], laterFirst).map((row) =>
        row[0] === labels[4] ? row.map((cell) => (cell === 'Good' ? '' : cell)) : row,
      );
      expect(told(asPage(rows, 130)).grades).toEqual(right);
      const dashed = rows.map((row) => row.map((cell) => cell || 'n/a'));
      for (const given of [rows, dashed]) {
        const { grades } = told(asText(given, '\t'));
        expect(grades.slice(0, 4)).toEqual(right.slice(0, 4));
        expect(['requires_improvement', undefined]).toContain(grades[4]);
      }
    });
  });
});
