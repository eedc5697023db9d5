import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { earlierTold } from './earlier-told.ts';

const told = (text: string, elsewhere?: (words: string) => boolean) =>
  earlierTold(blocksOf(textDocument(`1. ${text}`)), elsewhere).map(({ form, groups }) => [
    form,
    groups.grade ?? groups.topic,
  ]);

describe('what a sentence recalls of an inspection, visit or grade before', () => {
  it.each([
    ['The council was judged to be good in May 2018.', 'earlier grade', 'good'],
    ['Our services were rated inadequate overall in 2013.', 'earlier grade', 'inadequate'],
    ['The council had previously been judged inadequate in 2016.', 'earlier grade', 'inadequate'],
    [
      'Progress is slow since services were first judged inadequate in 2015.',
      'earlier grade',
      'inadequate',
    ],
    [
      'This follows an inadequate judgement: after an inadequate judgement in 2013, we rebuilt.',
      'earlier grade',
      'inadequate',
    ],
    [
      'We had a focused visit on care leavers in October 2018.',
      'earlier focused visit',
      'care leavers',
    ],
  ])('is read where it is of the services as a whole: %s', (text, form, what) => {
    expect(told(text)).toEqual([[form, what]]);
  });

  it.each([
    'The council was not judged to be good in May 2018.',
    'The council has not been judged inadequate in 2018.',
    'Had we been judged good in May 2018, the work would be other.',
    'We aim to be judged good in May 2022.',
    'The council expects to be rated outstanding in 2023.',
    'There was no focused visit on the front door in March 2019.',
    'We anticipate a focused visit on the front door in September 2019.',
    'There was to have been a focused visit on the front door in March 2019.',
    'The focused visit on the front door in March 2019 was cancelled.',
    'A mock focused visit on the front door in March 2019 was of help.',
  ])('is none where it is denied, hoped for or still to come: %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  it.each([
    'The nursery in the town was rated outstanding in June 2017.',
    'The residential home at Oak Lane was graded inadequate in March 2018.',
    'The quality of audits was found inadequate in September 2018.',
    '60 per cent of audits were graded good in September 2018.',
    'Leadership was judged to be inadequate in May 2016.',
    'Services for care leavers were judged good in May 2016.',
    'The youth offending service was rated good in May 2018.',
    'The council was judged inadequate in 2013 by a tribunal on its records.',
    'The council was judged to be good in 2013 at recycling.',
    'We have been rated good in 2016 as an employer.',
    'The council was rated good in May 2016 in an inspection of its registrars.',
    'The council was judged good in 2014 for its use of energy.',
    'The press reported that the council was judged inadequate in 2013.',
    'Some say that the council was judged inadequate in 2013, which is wrong.',
    'A third of councils were judged inadequate in 2018.',
    'It was found inadequate in 2015 that there were no records.',
  ])('is no grade where it is of a part, a home, a sample or of others: %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('keeps an inspection without the grade of one area of it', () => {
    const text =
      'The last inspection was under the SIF in May 2016, when leadership was judged good.';
    expect(told(text)).toEqual([['earlier inspection', undefined]]);
  });

  it('is none of the authority where a sentence tells of another', () => {
    const text = 'We were told that the council was rated good in May 2018.';
    expect(told(text, () => true)).toEqual([]);
    expect(told(text)).toHaveLength(1);
  });
});
