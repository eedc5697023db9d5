import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readInterventionStatements } from './intervention-statements.ts';

const context = { days: { from: '2018-04-23', to: '2018-05-18' } };
const read = (...lines: string[]) =>
  readInterventionStatements(blocksOf(textDocument(lines.join('\n'))), context).map(({ value }) => [
    value.type,
    value.occurred,
    value.data.instrument ?? value.data.stage,
  ]);
const month = (from: string) => ({ precision: 'month', from });
const by = { precision: 'by', from: '2018-04-23' };

describe('intervention by the government', () => {
  it('is an improvement notice with its month', () => {
    expect(
      read(
        '144. After an improvement notice was issued by the Department for Education in October 2012, a plan was made.',
      ),
    ).toEqual([['InterventionStarted', month('2012-10'), 'improvement_notice']]);
  });

  it('is a board that a commissioner leads, and its end', () => {
    expect(
      read(
        '73. An improvement board, led by the Department for Education commissioner, was set up. The improvement board ended in March 2018.',
      ),
    ).toEqual([
      ['InterventionStarted', by, 'improvement_board'],
      ['InterventionEnded', month('2018-03'), 'improvement_board'],
    ]);
  });

  it('is a direction that is said to be in force, by the first day of the inspection', () => {
    expect(read('90. While under direction, the council changed its services.')).toEqual([
      ['InterventionStarted', by, 'direction'],
    ]);
  });

  it.each([
    'Leaders set up an improvement board in 2014, having seen the need for it.',
    'The improvement board gives challenge to leaders.',
    'Supervision gives clear direction to social workers.',
    'No improvement notice was issued by the Department for Education in October 2012.',
  ])('is not: %s', (sentence) => {
    expect(read(`9. ${sentence}`)).toEqual([]);
  });
});

describe('intervention in another authority', () => {
  it('is none of this one', () => {
    const line = '3. In Leeds the improvement notice was lifted in March 2016.';
    const blocks = blocksOf(textDocument(line));
    const elsewhere = (words: string) => words.includes('Leeds');
    expect(readInterventionStatements(blocks, { ...context, elsewhere })).toEqual([]);
    expect(readInterventionStatements(blocks, context)).toHaveLength(1);
  });
});

describe('who delivers services', () => {
  it('is told by when the company was set up and when it began', () => {
    expect(
      read(
        "24. A company, 'Together for Northshire' (TfN), was made. It did not start to deliver services until April 2017.",
        '25. The company, established in March 2017, belongs to the council.',
      ),
    ).toEqual([
      ['DeliveryChanged', month('2017-04'), 'delivering'],
      ['DeliveryChanged', month('2017-03'), 'established'],
    ]);
  });

  it('is told of a trust that began in a month', () => {
    expect(
      read(
        '3. Since its inception in April 2018, Northshire Children\u2019s Trust (NCT) has grown.',
      ),
    ).toEqual([['DeliveryChanged', month('2018-04'), 'established']]);
  });

  it('is not told where the document names no trust or company of its own', () => {
    expect(
      read('3. A new service was established in April 2018 by the NHS foundation trust.'),
    ).toEqual([]);
  });
});
