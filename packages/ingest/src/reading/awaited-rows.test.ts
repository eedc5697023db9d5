import { describe, expect, it } from 'vitest';
import { Header, Row } from '../tables/cells.ts';
import { type AwaitedRow, AwaitedRows } from './awaited-rows.ts';

const header = new Header(['Authority', 'Start date', 'Overall', 'Notes']);
const waiting: AwaitedRow = {
  id: 'one',
  file: 'table.csv',
  table: 'outcomes',
  given: { Authority: 'Kent', 'Start date': '2022-05-09', Overall: 'godo' },
  faulty: ['Overall'],
};
const answered = (awaited: AwaitedRow, cells: readonly string[], under = header) =>
  new AwaitedRows([awaited], 'outcomes').answeredBy(new Row(under, cells));

describe('a row that waits', () => {
  it('is answered by one that is the same but for the cells at fault, wherever its columns stand', () => {
    expect(answered(waiting, ['Kent', '2022-05-09', 'good', 'a note'])).toEqual(['one']);
    const turned = new Header(['Overall', 'start_date', 'AUTHORITY']);
    expect(answered(waiting, ['good', '2022-05-09', ' Kent '], turned)).toEqual(['one']);
  });

  it('is not answered by another row, nor in another table', () => {
    expect(answered(waiting, ['Kent', '2023-05-09', 'good'])).toEqual([]);
    expect(answered({ ...waiting, table: 'visits' }, ['Kent', '2022-05-09', 'good'])).toEqual([]);
  });

  it('of which too little was right is not told from another', () => {
    const faulty = ['Overall', 'Start date'];
    expect(answered({ ...waiting, faulty }, ['Kent', '2022-05-09', 'good'])).toEqual([]);
  });
});
