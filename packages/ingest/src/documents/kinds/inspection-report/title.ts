import type { Framework } from '@monitoring-timeline/core';
import { labelsOf, readGradeTable, scaleOf } from '../../fields/grades.ts';
import { readGradesInOrder } from '../../fields/grades-in-order.ts';
import { type Flow, type Found, flowOf } from '../../flow.ts';
import { type DocumentText, linesOfDocument, type TextLine } from '../../model.ts';
import { frontOf } from './front.ts';

/** What the title of a report says it is. */
export interface ReportTitle {
  readonly framework: Framework;
  readonly reinspection: boolean;
  /** True for a review of a safeguarding board that stands alone. */
  readonly boardAlone: boolean;
  /** True where the title names a provider, and what was inspected only shows in what is judged. */
  readonly ofProvider?: boolean;
  readonly found: Found;
}

interface TitleForm {
  readonly framework: Framework;
  readonly told: RegExp;
  readonly boardAlone?: boolean;
}

const apostrophe = "['\\u2019\\u2018`]?";

/** Titles of graded reports, the more telling first. */
const forms: readonly TitleForm[] = [
  {
    framework: 'SIF',
    told: /(?:\bre-?\s?)?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection/i,
  },
  {
    framework: 'SLAC',
    told: /(?:\bre-?\s?)?inspection\s+of\s+safeguarding(?:\s+and\s+(?:looked\s+after\s+children|services\s+for\s+looked\s+after\s+children))?(?:\s+services)?\b/i,
  },
  {
    framework: 'CPI',
    told: /(?:\bre-?\s?)?inspection\s+of\s+(?:local\s+authority\s+)?arrangements\s+for\s+the\s+protection\s+of\s+children/i,
  },
  {
    framework: 'TLAC',
    told: /(?:\bre-?\s?)?inspection\s+of\s+(?:services\s+for\s+)?looked\s+after\s+children(?:\s+services)?\b/i,
  },
  {
    framework: 'ILACS',
    told: new RegExp(
      String.raw`(?:\bre-?\s?)?inspection\s+of\s+(?:local\s+authority\s+)?children${apostrophe}s\s+(?:social\s+care\s+)?services?\b`,
      'i',
    ),
  },
  {
    framework: 'ILACS',
    told: new RegExp(
      String.raw`(?:\bre-?\s?)?inspection\s+of\s+(?:[\w,.&'\u2019()-]+\s+){1,12}?(?:local\s+authority\s+)?children${apostrophe}s\s+(?:social\s+care\s+)?services?\b`,
      'i',
    ),
  },
  {
    framework: 'SIF',
    told: /review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding\s+children\s+board/i,
    boardAlone: true,
  },
];

/** A title ends before what is said of the inspection. */
const titleEnd =
  /^(?:inspection\s+dates?|dates?\s+of|report\s+published|published|lead\s+inspector|judgement|age\s+group|reporting\s+inspector)\b|^dear\b/i;

const mostTitleLines = 14;

/** The lines at the head of the document up to the dates: its title. */
export function titleLines(document: DocumentText): readonly TextLine[] {
  const lines = linesOfDocument(document).slice(0, mostTitleLines);
  const end = lines.findIndex((line) => titleEnd.test(line.text.trim()));
  return end < 0 ? lines : lines.slice(0, end);
}

/** What is written about inspections of a kind, and is the report of none. */
const aboutInspections = /\b(?:framework|handbook|guidance|evaluation\s+criteria)\b/i;

/** What the title says; undefined where it is none of a graded report. */
export function readTitle(document: DocumentText): ReportTitle | undefined {
  const lines = titleLines(document);
  const flow = flowOf(lines);
  if (lines.slice(0, 2).some(({ text }) => aboutInspections.test(text))) return undefined;
  for (const { framework, told, boardAlone } of forms) {
    const found = flow.find(told);
    if (!found) continue;
    // running text speaks of inspections too; a title begins a line
    const lineStart = found.index === 0 || /\n\s*$/.test(flow.text.slice(0, found.index));
    if (!lineStart) continue;
    const reinspection = /^re-?\s?inspection/i.test(found.text);
    return { framework, reinspection, boardAlone: boardAlone ?? false, found };
  }
  return titleOfProvider(document, flow);
}

/** A title that names who provides the services, a trust or a company, and not the services. */
const providerTitle = /^\s*inspection\s+of\s+\S/i;

/**
 * The title of a report whose services a trust or company provides ("Inspection of Durham Children and Families Trust"). It does not say
 * what was inspected, so the table of grades must: the areas that the framework judges.
 */
function titleOfProvider(document: DocumentText, flow: Flow): ReportTitle | undefined {
  const found = flow.find(providerTitle);
  if (!found || found.index > 200) return undefined;
  const labels = labelsOf('ILACS');
  const scale = scaleOf('ILACS');
  const front = frontOf(document);
  const placed = readGradeTable(front, labels, scale);
  const rows = document.paged ? placed : [...placed, ...readGradesInOrder(front, labels, scale)];
  const areas = new Set(rows.map(({ area }) => area.area));
  if (!areas.has('help_and_protection') || !areas.has('leadership')) return undefined;
  return { framework: 'ILACS', reinspection: false, boardAlone: false, ofProvider: true, found };
}

/** What in a title is no part of the authority's name. */
const notName: readonly RegExp[] = [
  /(?:\bre-?\s?)?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection,?\s*(?:children\s+looked\s+after)?\s*(?:and\s+care\s+leavers)?/gi,
  /review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding\s+children\s+board/gi,
  /(?:announced\s+)?(?:\bre-?\s?)?inspection\s+of\s+safeguarding(?:\s+and\s+(?:looked\s+after\s+children|services\s+for\s+looked\s+after\s+children))?(?:\s+services)?/gi,
  /(?:\bre-?\s?)?inspection\s+of\s+(?:local\s+authority\s+)?arrangements\s+for\s+the\s+protection\s+of\s+children/gi,
  /(?:\bre-?\s?)?inspection\s+of\s+(?:services\s+for\s+)?looked\s+after\s+children(?:\s+services)?/gi,
  /(?:\bre-?\s?)?inspection\s+of\s+(?:local\s+authority\s+)?children['\u2019\u2018`]?s\s+(?:social\s+care\s+)?services?\b/gi,
  /\bsafeguarding\s+children\s+board\b/gi,
  /(?:\bre-?\s?)?inspection\s+of\b/gi,
  /\blocal\s+authority\s+children['\u2019\u2018`]?s\s+(?:social\s+care\s+)?services?\b/gi,
  /\bchildren['\u2019\u2018`]?s\s+(?:social\s+care\s+)?services?\b/gi,
  /\bchildren['\u2019\u2018`]?s?\s+and\s+families\s+(?:trust|company|services?)\b/gi,
  /\bchildren['\u2019\u2018`]?s?\s+(?:first|trust|company)\b/gi,
  /\blocal\s+authority\b/gi,
];

/** The authority's name as the title prints it: what is left when the rest of the title is taken away. */
export function nameInTitle(flow: Flow): string {
  let text = flow.text.replace(/\s+/g, ' ');
  for (const pattern of notName) text = text.replace(pattern, ' ');
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.:;-]*(?:and|of|the)\s+(?!borough)/i, '')
    .replace(/(?:^|\s)(?:and|of|the|in)\s*$/i, '')
    .replace(/^[\s,.:;-]+|(?<![\s,.:;-])[\s,.:;-]+$/g, '')
    .trim();
}
