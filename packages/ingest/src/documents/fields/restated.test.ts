import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readRestated } from './restated.ts';

const context = { days: { from: '2022-05-09', to: '2022-05-13' } };
const read = (sentence: string) =>
  readRestated(blocksOf(textDocument(`1. ${sentence}`)), context).map(({ value }) => [
    value.occurred.from,
    value.data.judgements,
  ]);

describe('the grade of the inspection before, told in a sentence', () => {
  it.each([
    [
      'The previous inspection, in March 2018, judged services: they were judged to require improvement.',
      '2018-03',
      [{ area: 'overall', grade: 'requires_improvement' }],
    ],
    [
      'Since the last inspection, in 2018, when services were judged to be good, much has changed.',
      '2018',
      [{ area: 'overall', grade: 'good' }],
    ],
    [
      'At the last inspection in June 2019, overall effectiveness was judged to be inadequate.',
      '2019-06',
      [{ area: 'overall', grade: 'inadequate' }],
    ],
    [
      'At the last inspection in June 2019, the experiences and progress of care leavers were judged to be good.',
      '2019-06',
      [{ area: 'care_leavers', grade: 'good' }],
    ],
  ])('is a claim on its date: %s', (sentence, from, judgements) => {
    expect(read(sentence)).toEqual([[from, judgements]]);
  });

  it.each([
    'Since the last inspection in 2018, good progress has been made.',
    'At the last inspection in June 2019, the board was judged to be good.',
    'At the last inspection in June 2022, services were judged to be good.',
    'The inspection in 2018 judged services to be good.',
    'At the last inspection in June 2019, adoption was judged to be good but leadership was judged inadequate.',
    'Since the last inspection in June 2019, no service has been judged inadequate.',
    'Since the last inspection in June 2019, the service has been judged good.',
    'A neighbouring authority, at its last inspection in 2019, was judged good.',
  ])('is not read from: %s', (sentence) => {
    expect(read(sentence)).toEqual([]);
  });
});
