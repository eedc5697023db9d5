import { describe, expect, it } from 'vitest';
import { pagedDocument, textDocument } from '../../testing/documents.ts';
import { linesOfDocument } from '../model.ts';
import { labelsOf, readGradeTable } from './grades.ts';

function graded(framework: 'SIF' | 'ILACS', lines: Parameters<typeof pagedDocument>[0][number]) {
  const rows = readGradeTable(linesOfDocument(pagedDocument([lines])), labelsOf(framework));
  return Object.fromEntries(
    rows.map(({ area, grade, clear }) => [area.code, clear ? grade : `${grade}?`]),
  );
}

describe('a table of grades', () => {
  it('gives each label the grade at its height, though both run over lines', () => {
    expect(
      graded('ILACS', [
        'Judgement|Grade',
        'The impact of leaders on social work practice with children|Requires improvement',
        'and families|to be good',
        'The experiences and progress of children who need help and|Good',
        'protection',
        'The experiences and progress of children in care and care|Outstanding',
        'leavers',
        'Overall effectiveness|Good',
      ]),
    ).toEqual({
      leaders_impact: 'requires_improvement',
      help_protection: 'good',
      care_and_care_leavers: 'outstanding',
      overall_effectiveness: 'good',
    });
  });

  it('reads a grade that is centred on its label and stands on lines of its own', () => {
    expect(
      graded('SIF', [
        { text: '1. Children who need help and protection|Good', y: 200 },
        { text: '|Requires', y: 227 },
        { text: '2. Children looked after and achieving permanence', y: 234 },
        { text: '|improvement', y: 241 },
        { text: '|Requires', y: 268 },
        { text: '2.1 Adoption performance', y: 275 },
        { text: '|improvement', y: 282 },
        { text: '2.2 Experiences and progress of care leavers|Good', y: 309 },
        { text: '3. Leadership, management and governance|Inadequate', y: 336 },
      ]),
    ).toEqual({
      help_protection: 'good',
      cla_permanence: 'requires_improvement',
      cla_permanence_adoption: 'requires_improvement',
      care_leavers: 'good',
      leadership_governance: 'inadequate',
    });
  });

  it('parts a grade from a label that it stands too close to', () => {
    expect(
      graded('ILACS', [
        'The experiences and progress of children who need help Requires improvement',
        'and protection|to be good',
        'Overall effectiveness|Good',
      ]),
    ).toEqual({ help_protection: 'requires_improvement', overall_effectiveness: 'good' });
  });

  it('tells a split care judgement from the combined one by what is printed', () => {
    expect(
      graded('ILACS', [
        'The experiences and progress of|Good',
        'children in care',
        'The experiences and progress of care|Outstanding',
        'leavers',
      ]),
    ).toEqual({ children_in_care: 'good', care_leavers: 'outstanding' });
  });

  it('is not sure of a label that is worded as no framework words it', () => {
    expect(
      graded('ILACS', ['The experience and progresses of|Good', 'young care leavers']),
    ).toEqual({ care_leavers: 'good?' });
  });

  it('says "not judged" where that is printed', () => {
    expect(graded('SIF', ['2.1 Adoption performance|Not judged'])).toEqual({
      cla_permanence_adoption: 'not_judged',
    });
  });

  it('is not made of running text that speaks of grades', () => {
    expect(
      graded('ILACS', [
        'Overall effectiveness has improved and leadership is good.',
        'Children in care receive good support and outstanding help.',
      ]),
    ).toEqual({});
  });

  it('is read from plain text in which a conversion has broken words', () => {
    const document = textDocument(
      'Children\u2019s services in Barnet are good\n1. Chil\tdren who need help and protection\tInadequate\n3. Leadership, management and governance\t\tGood',
    );
    const rows = readGradeTable(linesOfDocument(document), labelsOf('SIF'));
    expect(rows.map(({ area, grade, clear }) => [area.code, grade, clear])).toEqual([
      ['help_protection', 'inadequate', true],
      ['leadership_governance', 'good', true],
    ]);
  });
});
