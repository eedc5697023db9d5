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
