import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readThemesRaised } from './themes-raised.ts';

const of = { activity: 'visit', visitKind: 'monitoring', sequence: 2 } as const;
const days = { from: '2016-11-08', to: '2016-11-09' };
const read = (text: string, at: Parameters<typeof readThemesRaised>[1] = { days, of }) =>
  readThemesRaised(blocksOf(textDocument(text)), at).facts.map(({ value }) => value);

describe('what a monitoring visit raises', () => {
  it('is a matter of the list that a sentence finds wanting, on the last day of the visit', () => {
    expect(read('- Supervision is held in time, but is not always reflective.')).toEqual([
      {
        type: 'ThemeRaised',
        occurred: { precision: 'day', from: '2016-11-09' },
        data: { theme: 'reflective_supervision', topic: 'Reflective supervision', at: of },
      },
    ]);
  });

  it('is told by the sentence before where that names the matter', () => {
    expect(
      read('- Strategy meetings are held. However, police are not always able to come.').map(
        ({ data }) => data.theme,
      ),
    ).toEqual(['police_strategy_meetings']);
  });

  it('is told by any sentence before in the member of a list, which makes one point', () => {
    const point = 'Strategy meetings are held. Notes are kept. Police are not always able to come.';
    const themes = (text: string) => read(text).map(({ data }) => data.theme);
    expect(themes(`- ${point}`)).toEqual(['police_strategy_meetings']);
    expect(themes(`1. ${point}`)).toEqual([]);
  });

  it('notes what it finds strengthened, and nothing that is still wanting', () => {
    const better = 'Supervision has been strengthened';
    expect(read(`- ${better}.\n- Consent has improved, but is not always recorded.`)).toEqual(
      [
        {
          type: 'ContextNoted',
          occurred: { precision: 'day', from: '2016-11-09' },
          data: { kind: 'practice', topic: 'Strengthened: Reflective supervision' },
        },
        expect.objectContaining({ type: 'ThemeRaised' }),
      ].reverse(),
    );
    expect(read('- Supervision has not improved.')).toEqual([]);
  });

  it.each([
    'There is little evidence that supervision has improved.',
    'Supervision has improved only marginally.',
    'Supervision has barely improved.',
    'Leaders could not show whether supervision has improved.',
    'Until supervision has improved, children will wait.',
    'Neither supervision nor oversight has improved.',
    'Staff told inspectors that supervision has improved.',
  ])('notes nothing that is denied, open, in part or hearsay: %s', (text) => {
    expect(read(`- ${text}`)).toEqual([]);
  });

  it.each([
    'Re-referrals are no longer too high.',
    'At the previous visit, supervision was not always reflective.',
    'Previously, supervision was not always reflective.',
  ])('raises nothing that is over: %s', (text) => {
    expect(read(`- ${text}`)).toEqual([]);
  });

  it('is one theme, whatever number of sentences speak of it', () => {
    expect(
      read('- Re-referrals are too high.\n- There is reliance on repeat referrals too often.'),
    ).toHaveLength(1);
  });

  it('is nothing that is praised, and nothing that the list does not know', () => {
    expect(read('- Supervision is reflective.\n- The car park is not always clean.')).toEqual([]);
  });

  it('is no matter of a graded report', () => {
    expect(
      read('- Supervision is not always reflective.', { days, of: { activity: 'inspection' } }),
    ).toEqual([]);
  });
});
