import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readThemesEvident } from './themes-evident.ts';

const of = { activity: 'inspection', framework: 'SIF', kind: 'reinspection' } as const;
const context = { days: { from: '2018-04-23', to: '2018-05-18' }, of };

const read = (...lines: string[]) =>
  readThemesEvident(blocksOf(textDocument(lines.join('\n'))), context);
const told = (...lines: string[]) =>
  read(...lines).map(({ value, confidence }) => [value.type, value.data.theme, confidence]);

describe('issues raised at earlier visits', () => {
  it('are still evident where the report found them again, at the day on which it ended', () => {
    const facts = read(
      '19. At an earlier monitoring visit, inspectors raised the use of written agreements. They are still in use.',
    );
    expect(facts.map(({ value }) => [value.type, value.occurred])).toEqual([
      ['ThemeRaised', { precision: 'by', from: '2018-04-23' }],
      ['ThemeStillEvident', { precision: 'day', from: '2018-05-18' }],
    ]);
    expect(facts[0]?.value.data).toEqual({
      theme: 'written_agreements',
      topic: 'Written agreements with parents',
      at: { activity: 'visit', visitKind: 'monitoring' },
    });
    expect(facts[1]?.value.data.at).toEqual(of);
    expect(facts[0]?.note).toBe('paragraph 19');
  });

  it('are told by what stands before where the sentence only points back', () => {
    expect(
      told(
        '38. IROs do not challenge plans well. Ofsted have raised this at two monitoring visits. There is little evidence of improvement.',
      ),
    ).toEqual([
      ['ThemeRaised', 'iro_challenge', 'medium'],
      ['ThemeStillEvident', 'iro_challenge', 'medium'],
    ]);
  });

  it('count how often they were raised where the report says so', () => {
    const [raised] = read(
      '21. Inspectors raised repeat referrals on two separate occasions during monitoring visits.',
    );
    expect(raised?.value.data.times).toBe(2);
  });

  it('are only raised where nothing says that they are still there', () => {
    expect(told('21. Supervision was raised at a monitoring visit.')).toEqual([
      ['ThemeRaised', 'reflective_supervision', 'medium'],
    ]);
  });

  it('are not made of praise for what was done after a visit', () => {
    expect(
      told(
        '83. Leaders took more effective action on early help issues identified at monitoring visits.',
      ),
    ).toEqual([]);
  });

  it('are not sure where only a broad topic tells them', () => {
    expect(
      told('40. The sufficiency of foster placements was raised at a monitoring visit.'),
    ).toEqual([['ThemeRaised', 'sufficiency', 'low']]);
  });

  it('are no matter of a letter on a visit', () => {
    const blocks = blocksOf(
      textDocument('5. Supervision was raised at the last monitoring visit and is still weak.'),
    );
    expect(
      readThemesEvident(blocks, { ...context, of: { activity: 'visit', visitKind: 'monitoring' } }),
    ).toEqual([]);
  });
});
