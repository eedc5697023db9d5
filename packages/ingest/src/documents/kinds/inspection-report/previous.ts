import {
  areasOf,
  type GradeOrNot,
  type JudgedArea,
  monthNumber,
  monthPattern,
  readGrade,
} from '@monitoring-timeline/core';
import { everyMatch } from '../../every-match.ts';
import { gradeWords } from '../../fields/grade-words.ts';
import { labelsOf } from '../../fields/grades.ts';
import { type Flow, flowOfDocument } from '../../flow.ts';
import type { DocumentText } from '../../model.ts';
import type { PreviousRead, Read } from '../../reading.ts';

const grade = `(${gradeWords})`;
const when = String.raw`(?:in\s+)?((?:(?:${monthPattern})\s+)?20\d{2})`;

const areaAndGrade = new RegExp(String.raw`([A-Z][A-Za-z ,\n]{6,80}?):\s*${grade}`, 'gi');

const tellings: readonly { readonly told: RegExp; readonly what: PreviousRead['what'] }[] = [
  {
    told: new RegExp(
      String.raw`(?:last|previous)\s+inspection\s+report\s+for[^.]{0,120}?published\s+${when}`,
      'i',
    ),
    what: 'published',
  },
  {
    told: new RegExp(
      String.raw`(?:since\s+the\s+|the\s+)(?:last|previous)\s+(?:\w+\s+){0,3}?inspection[^.]{0,160}?${when}[^.]{0,160}?(?:judged\s+(?:to\s+be\s+|as\s+)?|judgement\s+of\s+|was\s+)${grade}?`,
      'i',
    ),
    what: 'inspected',
  },
  {
    told: new RegExp(
      String.raw`(?:last|previous)\s+(?:\w+\s+){0,3}?inspection[^.]{0,160}?${when}`,
      'i',
    ),
    what: 'inspected',
  },
];

function isoWhen(text: string): string {
  const [year = ''] = /20\d{2}/.exec(text) ?? [];
  const month = monthNumber(/^[A-Za-z]+/.exec(text)?.[0] ?? '');
  return month ? `${year}-${String(month).padStart(2, '0')}` : year;
}

/** The list "area: grade" that later SIF reports give of the inspection before. */
function listed(
  flow: Flow,
  from: number,
): readonly { readonly area: JudgedArea; readonly grade: GradeOrNot }[] {
  const labels = labelsOf('SIF');
  const found: { area: JudgedArea; grade: GradeOrNot }[] = [];
  for (const match of everyMatch(flow.text.slice(from, from + 900), areaAndGrade)) {
    const area = labels.get(
      (match[1] ?? '')
        .toLowerCase()
        .replace(/^\s*the\s+|experiences\s+and\s+progress\s+of\s+|[^a-z]/g, ''),
    );
    const read = readGrade((match[2] ?? '').replace(/\s+/g, ' '));
    if (area && read) found.push({ area, grade: read });
  }
  return found;
}

/** The inspection before, as this report tells of it. It is the report's word about another, so never called sure. */
export function readPrevious(document: DocumentText): Read<PreviousRead> | undefined {
  const flow = flowOfDocument(document);
  for (const { told, what } of tellings) {
    const found = flow.find(told);
    if (!found) continue;
    const list = listed(flow, found.index).map(({ area, grade: given }) => ({
      area: area.area,
      grade: given,
    }));
    const single = readGrade(found.groups[1] ?? '');
    const overall = single ? [{ area: 'overall' as const, grade: single }] : [];
    return {
      value: {
        when: isoWhen(found.groups[0] ?? ''),
        what: /\bpublished\b/i.test(found.text) ? 'published' : what,
        judgements: list.length > 0 ? list : overall,
      },
      locators: found.locators,
      confidence: 'medium',
    };
  }
  return undefined;
}

/** True where the inspection before had the judgements of the single inspection framework, so that this is the second under it. */
export function secondUnderSif(previous: PreviousRead | undefined): boolean {
  const own = areasOf('SIF').map(({ area }) => area);
  const areas = new Set(previous?.judgements.map(({ area }) => area));
  return areas.size >= 4 && own.filter((area) => areas.has(area)).length >= 4;
}
