import { areaLabels, codeWords, isArea, isGradeOrNot } from '@monitoring-timeline/core';
import { waitedFor } from '@monitoring-timeline/projections/policy';
import { dateText } from '../words/dates.ts';
import { gradeText } from '../words/grades.ts';
import { capital } from '../words/texts.ts';

const fields: Readonly<Record<string, string>> = {
  'standing.status': 'Whether graded',
  'standing.report': 'Latest graded report',
  'standing.framework': 'Framework',
  'standing.assurance': 'Whose word it is',
  'standing.awaitingReport': 'Inspections whose report is awaited',
  'standing.delivery': 'Who delivers services',
  'trajectory.label': 'Direction',
  'trajectory.improved': 'Areas that went up',
  'trajectory.declined': 'Areas that went down',
};

/** True of a grade in force. */
export function isGrades(field: string): boolean {
  return field === 'standing.overall' || field.startsWith('standing.areas.');
}

/** A part of the answers, by its code, in words. */
export function fieldText(field: string): string {
  const known = fields[field];
  if (known !== undefined) return known;
  const [, kind = '', name = ''] = field.split('.');
  if (field.startsWith('due.')) {
    return `Due: ${waitedFor(kind) ?? codeWords(kind.replaceAll('-', '_'))}`;
  }
  if (kind === 'overall') return areaLabels.overall;
  if (isArea(name)) return areaLabels[name];
  if (name === 'dcs') return 'Director of children’s services';
  return capital(codeWords(name || kind));
}

/** What an answer said by a day, in words; nothing where there was no such answer. */
export function valueText(field: string, value: string | null): string {
  if (value === null) return isGrades(field) ? 'No grade' : 'Nothing';
  if (isGradeOrNot(value)) return gradeText(value);
  if (/^trajectory\.(?:improved|declined)$/.test(field)) {
    return value
      .split(', ')
      .map((area) => (isArea(area) ? areaLabels[area] : area))
      .join(', ');
  }
  return capital(codeWords(value).replaceAll(/\d{4}-\d{2}(?:-\d{2})?/g, (day) => dateText(day)));
}
