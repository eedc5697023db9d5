import { describe, expect, it } from 'vitest';
import { claimEvent } from '../testing/claims.ts';
import { sentenceOf } from './catalogue.ts';

const said = (data: Readonly<Record<string, unknown>>) =>
  sentenceOf(claimEvent('TurnoverObserved', { role: 'dcs', ...data }), () => null);

describe('changes of post that a source counts without dates', () => {
  it.each([
    [
      { count: 4, printed: 'four changes' },
      '4 changes of director of children’s services, undated',
    ],
    [{ count: 1 }, '1 change of director of children’s services, undated'],
    [{ printed: 'several changes' }, 'Director of children’s services: several changes, undated'],
    [{}, 'Changes of director of children’s services, undated and not counted'],
  ])('read well, as a number or in the source’s words (%o)', (data, text) => {
    expect(said(data)).toBe(text);
  });
});

describe('repairs', () => {
  const target = '657c1890-f674-500e-ac4f-be6dd91d9e00';
  const why = 'misread';

  it.each([
    [
      { pointer: '/data/judgements/1/grade', value: 'requires_improvement' },
      'Corrects judgements 1 grade to “requires improvement” of event 657c1890: misread',
    ],
    [
      { pointer: '/occurred/from', value: '2018-07-26' },
      'Corrects occurred from to “2018-07-26” of event 657c1890: misread',
    ],
    [
      {
        pointer: '/occurred',
        value: { precision: 'range', from: '2018-07-26', to: '2018-07-27' },
      },
      'Corrects occurred to “26 to 27 July 2018” of event 657c1890: misread',
    ],
    [
      { pointer: '/data/person', value: '00000000-0000-5000-8000-000000000000' },
      'Corrects person of event 657c1890: misread',
    ],
    [{ pointer: '/data/judgements', value: [] }, 'Corrects judgements of event 657c1890: misread'],
    [{ pointer: '/data/topic' }, 'Takes away topic of event 657c1890: misread'],
  ])('name the place and what is right there (%o)', (data, text) => {
    const event = claimEvent('FactCorrected', { target, why, cause: 'ours', ...data });
    expect(sentenceOf(event, () => null)).toBe(text);
  });

  it('name what is taken back', () => {
    const event = claimEvent('FactRetracted', { target, why, cause: 'ours' });
    expect(sentenceOf(event, () => null)).toBe('Retracts event 657c1890: misread');
  });
});
