import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { linesOfDocument } from '../model.ts';
import { labelsOf, scaleOf } from './grades.ts';
import { readGradesInOrder } from './grades-in-order.ts';

const read = (text: string, framework: 'SIF' | 'ILACS' = 'SIF') =>
  readGradesInOrder(
    linesOfDocument(textDocument(text)),
    labelsOf(framework),
    scaleOf(framework),
  ).map(({ area, grade }) => `${area.code} ${grade}`);

describe('grades in a text whose places say nothing', () => {
  it('stand behind their areas, each over as many lines as it is broken into', () => {
    const text = `1. Children who need help and protection

Requires
improvement
to be good

2. Children looked after and achieving
permanence

Good
2.1 Adoption performance Outstanding
3. Leadership, management and governance Requires
improvement`;
    expect(read(text)).toEqual([
      'help_protection requires_improvement',
      'cla_permanence good',
      'cla_permanence_adoption outstanding',
      'leadership_governance requires_improvement',
    ]);
  });

  it('are told one by one where a table was read column by column, and only where there are as many', () => {
    const areas = '2.1 Adoption performance\n2.2 Experiences and progress of care leavers\n';
    expect(read(`${areas}Good\nInadequate`)).toEqual([
      'cla_permanence_adoption good',
      'care_leavers inadequate',
    ]);
    expect(read(`${areas}Good`)).toEqual([]);
    expect(read(`${areas}Good\nGood\nGood`)).toEqual([]);
  });

  it('are none that the framework does not have', () => {
    expect(read('2.1 Adoption performance\nAdequate')).toEqual([]);
  });
});
