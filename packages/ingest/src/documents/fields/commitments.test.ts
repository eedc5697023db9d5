import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readCommitments } from './commitments.ts';

const made = { precision: 'day', from: '2020-01-14' } as const;
const read = (...lines: string[]) =>
  readCommitments(blocksOf(textDocument(lines.join('\n'))), made).map(({ value, confidence }) => [
    value.data.topic,
    value.data.due,
    confidence,
  ]);

describe('what a council says it will do', () => {
  it('is taken with the day or month by when', () => {
    expect(read('A review of foster carers will be completed by the end of January 2020.')).toEqual(
      [
        [
          'Review: sufficiency and stability of placements',
          { precision: 'by', from: '2020-01-31' },
          'medium',
        ],
      ],
    );
    expect(read('An evaluation of adoption work will take place by February 2020.')).toEqual([
      ['Evaluation: adoption', { precision: 'by', from: '2020-02' }, 'medium'],
    ]);
  });

  it.each([
    [
      'The early help strategy will be reviewed by March 2025.',
      { precision: 'by', from: '2025-03' },
    ],
    ['Early help will be reviewed again on 6 May 2021.', { precision: 'day', from: '2021-05-06' }],
    ['Early help strategy. Next review: June 2024', { precision: 'month', from: '2024-06' }],
    ['Early help: review date 12 March 2020', undefined],
    ['Early help. Review date: 12 March 2020', { precision: 'day', from: '2020-03-12' }],
    ['Date of next review of early help is 2021', undefined],
    ['The next review is in March 2021, of early help.', { precision: 'month', from: '2021-03' }],
  ])('is looked at again: %s', (sentence, due) => {
    expect(read(sentence).map(([, by]) => by)).toEqual(due ? [due] : []);
  });

  it.each([
    'The strategy was last reviewed in March 2019; next review: June 2019.',
    'Early help will be reviewed.',
    'The plan, which will be reviewed by June 2019, is behind.',
  ])('is none where its day is over, or where none is set: %s', (sentence) => {
    expect(read(sentence)).toEqual([]);
  });

  it('begins in the month from which it is promised', () => {
    expect(read('Homes for care leavers will be recommissioned, in place from July 2020.')).toEqual(
      [
        [
          'Commissioned again: care leavers and pathway plans',
          { precision: 'month', from: '2020-07' },
          'medium',
        ],
      ],
    );
  });

  it('takes its subject from the heading above it', () => {
    expect(
      read(
        'Oversight of cases in pre-proceedings',
        '5.10.3 A joint evaluation will take place by February 2020.',
      ),
    ).toEqual([
      [
        'Evaluation: pre-proceedings and court work',
        { precision: 'by', from: '2020-02' },
        'medium',
      ],
    ]);
  });

  it('is a plan of action even without a day, since the law sets one', () => {
    expect(read('An action plan is being developed by officers.')).toEqual([
      ['Action plan', undefined, 'medium'],
    ]);
  });

  it('is one plan where the next sentence sets its day', () => {
    expect(
      read(
        'An action plan is being developed. The action plan needs to be sent to the inspectorate in November 2020.',
      ),
    ).toEqual([['Action plan', { precision: 'month', from: '2020-11' }, 'medium']]);
  });

  it('is not sure where no day is set', () => {
    expect(read('The review of early help will go on.')).toEqual([
      ['Review: early help', undefined, 'low'],
    ]);
  });

  it('is not sure where it depends on something else', () => {
    const line = 'Subject to funding, a review of early help will be done by December 2020.';
    expect(read(line)).toMatchObject([['Review: early help', { from: '2020-12' }, 'low']]);
  });

  it.each([
    'The government will review the plan by March 2021.',
    'The national review of care will report by March 2021.',
    'The review of early help, planned by March 2020, will not take place.',
    'A review of supervision has taken place.',
    'Ofsted will review the plan in 2021.',
    'Costs will rise.',
  ])('is not: %s', (sentence) => {
    expect(read(sentence)).toEqual([]);
  });
});
