import {
  type Area,
  areasOf,
  type Framework,
  frameworkVersion,
  type GradeOrNot,
  type JudgedArea,
  readGrade,
  versionJudging,
  versionsOf,
} from '@monitoring-timeline/core';
import { everyMatch } from '../../every-match.ts';
import { bodySize } from '../../fields/findings.ts';
import { judgementWords as gradeWords } from '../../fields/grade-words.ts';
import {
  type GradeRow,
  judgementValue,
  labelsOf,
  readGradeTable,
  scaleOf,
} from '../../fields/grades.ts';
import { readGradesInOrder } from '../../fields/grades-in-order.ts';
import { unreadBeside } from '../../fields/unread-beside.ts';
import { flowOf, flowOfDocument } from '../../flow.ts';
import {
  type DocumentText,
  type Locator,
  linesOfDocument,
  locatorOf,
  type TextLine,
} from '../../model.ts';
import type { DocumentProblem, JudgementRead, Read } from '../../reading.ts';
import { frontOf, ownLinesOf } from './front.ts';

/** The statement of the overall grade on the front page of a SIF report, in both its forms. */
const overallStatements: readonly RegExp[] = [
  new RegExp(
    String.raw`overall\s+judgement\s+is(?:\s+that\s+children['\u2019\u2018]?s\s+services)?(?:\s+(?:are|is))?\s*:?\s+(${gradeWords})`,
    'i',
  ),
  new RegExp(
    String.raw`children['\u2019\u2018]?s\s+services\s+in\s+[^.]{2,140}?\s(?:(?:are|is)\s+)?(${gradeWords})(?=\s|[.,]|$)`,
    'i',
  ),
];

/** The statement of the board's grade: on the front page of the first reports, later at the head of the board's own part. */
const boardStatements: readonly RegExp[] = [
  new RegExp(
    String.raw`effectiveness\s+of\s+the\s+local\s+safeguarding\s+children\s+board\s*(?:\(lscb\))?\s*(?:is\s*)?:?\s*(${gradeWords})`,
    'i',
  ),
  new RegExp(
    String.raw`(?:^|\n)\s*the\s+(?:\w+\s+)?local\s+safeguarding\s+children\s+board\s*(?:\(\w+\)\s*)?(?:(?:is|are)\s+(?:judged\s+to\s+be\s+)?)?(${gradeWords})(?!\s+(?:if|because|in\s))`,
    'i',
  ),
  new RegExp(
    String.raw`effectiveness\s+of\s+the\s+lscb\s*(?:is\s*)?:?\s*(${gradeWords})(?!\s+if)`,
    'i',
  ),
  // the head of the board's own findings gives the grade with its reasons
  new RegExp(
    String.raw`(?:^|\n)\s*the\s+(?:\w+\s+)?(?:lscb|(?:local\s+)?safeguarding\s+children\s+board(?:\s*\(\w+\))?)\s+(?:(?:is|was|has\s+been)\s+)?(?:judged\s+(?:to\s+be\s+)?)?(${gradeWords}),?\s+because\b`,
    'i',
  ),
];

interface Stated {
  readonly grade: GradeOrNot;
  readonly printed: string;
  readonly locators: readonly Locator[];
}

function stated(
  lines: readonly TextLine[],
  patterns: readonly RegExp[],
  framework: Framework,
): Stated | undefined {
  const flow = flowOf(lines);
  const scale = scaleOf(framework);
  for (const pattern of patterns) {
    const found = flow.find(pattern);
    const printed = found?.groups[0];
    const grade = printed === undefined ? undefined : readGrade(printed);
    if (found && printed && grade && scale.has(grade)) {
      return { grade, printed, locators: found.locators };
    }
  }
  return undefined;
}

interface Tabled {
  readonly rows: readonly Read<JudgementRead>[];
  readonly problems: readonly DocumentProblem[];
}

/** A grade that stands beside an area and was not taken for it. */
function gradesBeside(row: GradeRow): readonly DocumentProblem[] {
  const others = row.beside.filter(({ printed }) => printed !== row.printed);
  if (!row.shared && others.length === 0) return [];
  const [other] = others;
  const locators = other?.locators ?? row.locators.slice(0, 1);
  return [unreadBeside(`the grade of "${row.label}"`, other?.printed ?? row.printed, locators)];
}

/** The rows of the table of grades by their places, and in a text that has none, those that its order tells. */
function tabled(document: DocumentText, front: readonly TextLine[], framework: Framework): Tabled {
  const labels = labelsOf(framework);
  const scale = scaleOf(framework);
  const found = readGradeTable(front, labels, scale);
  const rows = found.map(judgementOf);
  const problems = found.flatMap(gradesBeside);
  if (document.paged) return { rows, problems };
  const placed = new Set(rows.map(({ value }) => value.area));
  const ordered = readGradesInOrder(front, labels, scale)
    .filter(({ area }) => !placed.has(area.area))
    .map(({ locators, ...row }) => ({
      value: judgementValue(row),
      locators,
      confidence: 'medium' as const,
      note: 'a text without places: the grade that follows the area',
    }));
  return { rows: [...rows, ...ordered], problems };
}

function judgementOf(row: GradeRow): Read<JudgementRead> {
  return {
    value: judgementValue(row),
    locators: row.locators,
    confidence: row.clear ? 'high' : 'medium',
    ...(row.clear ? {} : { note: 'more than one grade lies beside this area' }),
  };
}

function statedJudgement(area: JudgedArea | undefined, found: Stated | undefined) {
  if (!area || !found) return undefined;
  const { grade, printed, locators } = found;
  const value = { area: area.area, grade, printed, label: area.printed, code: area.code };
  return { value, locators, confidence: 'high' as const };
}

const headAndGrade = new RegExp(
  String.raw`([A-Z][^:\u2013.]{10,160}?)\s*[:\u2013]\s*(${gradeWords})\b`,
  'gi',
);

/** What one judgement is said to be in the heading of its own section, after the front page. */
function inHeadings(document: DocumentText, labels: ReadonlyMap<string, JudgedArea>) {
  const size = bodySize(document);
  const lines = linesOfDocument(document).filter(
    ({ page, height }) => page > 1 && height > size * 1.05,
  );
  const text = flowOf(lines).text;
  const found = new Map<string, GradeOrNot>();
  for (const match of everyMatch(text, headAndGrade)) {
    const key = (match[1] ?? '').replace(/\s+/g, ' ');
    for (const [label, area] of labels) {
      const letters = key.toLowerCase().replace(/[^a-z]/g, '');
      const grade = readGrade((match[2] ?? '').replace(/\s+/g, ' '));
      if (grade && label.length > 12 && letters.endsWith(label) && !found.has(area.code)) {
        found.set(area.code, grade);
        break;
      }
    }
  }
  return found;
}

export interface JudgementsReading {
  readonly judgements: readonly Read<JudgementRead>[];
  /** The version that judges exactly these areas; undefined where none does. */
  readonly version: string | undefined;
  readonly problems: readonly DocumentProblem[];
}

function checked(
  judgements: readonly Read<JudgementRead>[],
  headings: ReadonlyMap<string, GradeOrNot>,
): readonly Read<JudgementRead>[] {
  return judgements.map((read) => {
    const said = headings.get(read.value.code ?? '');
    if (!said || said === read.value.grade) return read;
    return {
      ...read,
      confidence: 'medium',
      note: `the heading of its section says ${said}`,
    };
  });
}

function missing(areas: readonly string[], document: DocumentText): DocumentProblem {
  const [first] = linesOfDocument(document);
  return {
    reason: 'missing_judgement',
    message: `No grade could be read for ${areas.join(', ')}, which a report of this framework judges. Look at its front page and record it by hand.`,
    locators: first ? [locatorOf(first)] : [],
  };
}

const order: readonly Area[] = [
  'overall',
  'leadership',
  'help_and_protection',
  'children_in_care',
  'care_leavers',
  'adoption',
  'lscb',
];

function sorted(judgements: readonly Read<JudgementRead>[]): readonly Read<JudgementRead>[] {
  return [...judgements].sort((a, b) => order.indexOf(a.value.area) - order.indexOf(b.value.area));
}

/** True for a version that was not yet in use on a day, so that what looks like it must be a grade that was not read. */
function notYetInUse(version: string | undefined, day: string | undefined): boolean {
  const from = version === undefined ? undefined : frameworkVersion('ILACS', version)?.from;
  return from !== undefined && day !== undefined && day < from;
}

/**
 * The front table of an ILACS report. Which version it is shows in what it judges; no date decides, but a version before its time
 * is a grade that was not read. `lastDay` is the last day on site.
 */
export function ilacsJudgements(
  document: DocumentText,
  lastDay: string | undefined,
): JudgementsReading {
  const labels = labelsOf('ILACS');
  const { rows, problems: beside } = tabled(document, frontOf(document), 'ILACS');
  // a label of the combined care grade ends in "care leavers" too: what is printed decides
  const judgements = checked(rows, inHeadings(document, labels));
  const areas = judgements.map(({ value }) => value.area);
  const version = versionJudging('ILACS', areas)?.version;
  const combined = judgements.some(({ value }) => value.covers !== undefined);
  const told = combined ? '2018' : version;
  const known = notYetInUse(told, lastDay) ? undefined : told;
  const want = areasOf('ILACS', known ?? '2023').filter(({ area }) => !areas.includes(area));
  const problems =
    want.length > 0
      ? [
          missing(
            want.map(({ printed }) => printed),
            document,
          ),
        ]
      : [];
  return { judgements: sorted(judgements), version: known, problems: [...beside, ...problems] };
}

/** The front table of a SIF report with the overall statement above it and the board's grade, which may stand far behind. */
export function sifJudgements(document: DocumentText, reinspection: boolean): JudgementsReading {
  const areas = areasOf('SIF');
  const named = (code: string) => areas.find((area) => area.code === code);
  const lines = frontOf(document);
  const { rows, problems: beside } = tabled(document, lines, 'SIF');
  const table = rows.filter(({ value }) => value.area !== 'overall' && value.area !== 'lscb');
  const overall = statedJudgement(
    named('overall_effectiveness'),
    stated(lines, overallStatements, 'SIF'),
  );
  const board = statedJudgement(
    named('lscb'),
    stated(lines, boardStatements.slice(0, 1), 'SIF') ??
      stated(ownLinesOf(document), boardStatements, 'SIF'),
  );
  const judgements = [...table, ...(overall ? [overall] : []), ...(board ? [board] : [])];
  const have = judgements.map(({ value }) => value.area);
  // re-inspections since 2016 left the board out, and so may any report that was issued without its review
  const want = areas.filter(({ area }) => !have.includes(area) && area !== 'lscb');
  const reviewed =
    !reinspection &&
    /review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding/i.test(flowOf(lines).text);
  const unread = reviewed && !board ? [named('lscb')].filter((area) => area !== undefined) : [];
  const absent = [...want, ...unread];
  return {
    judgements: sorted(judgements),
    version: '2013',
    problems: [
      ...beside,
      ...(absent.length > 0
        ? [
            missing(
              absent.map(({ printed }) => printed),
              document,
            ),
          ]
        : []),
    ],
  };
}

/** The grade of a review of a safeguarding board that stands alone. */
export function boardJudgements(document: DocumentText): JudgementsReading {
  const area = areasOf('SIF').find(({ code }) => code === 'lscb');
  const board = statedJudgement(area, stated(ownLinesOf(document), boardStatements, 'SIF'));
  return {
    judgements: board ? [board] : [],
    version: '2013',
    problems: board ? [] : [missing(['the safeguarding board'], document)],
  };
}

const strandHeads: Readonly<
  Partial<Record<Framework, readonly { readonly area: Area; readonly told: RegExp }[]>>
> = {
  SLAC: [
    {
      area: 'help_and_protection',
      told: new RegExp(
        String.raw`overall\s+effectiveness(?:\s+of\s+(?:the\s+)?(?:council[\u2019']?s\s+)?safeguarding(?:\s+services)?)?[^\n]{0,40}\n?\s*(?:grade\s*\d?\s*)?[:(]?\s*(${gradeWords})`,
        'i',
      ),
    },
    {
      area: 'children_in_care',
      told: new RegExp(
        String.raw`looked\s+after\s+children[\s\S]{0,4000}?overall\s+effectiveness[^\n]{0,60}\n?\s*(?:grade\s*\d?\s*)?[:(]?\s*(${gradeWords})`,
        'i',
      ),
    },
  ],
  CPI: [
    {
      area: 'help_and_protection',
      told: new RegExp(
        String.raw`overall\s+effectiveness\s*:?\s*(?:is|was)?\s*(?:judged\s+to\s+be\s+)?(${gradeWords})`,
        'i',
      ),
    },
  ],
  TLAC: [
    {
      area: 'children_in_care',
      told: new RegExp(
        String.raw`overall\s+effectiveness\s*:?\s*(?:is|was)?\s*(?:judged\s+to\s+be\s+)?(${gradeWords})`,
        'i',
      ),
    },
  ],
};

/**
 * Reports before the single inspection framework: one or two strands, each with its overall effectiveness in running text. They are
 * read as far as that text goes, and no grade of theirs is called sure.
 */
export function earlierJudgements(document: DocumentText, framework: Framework): JudgementsReading {
  const flow = flowOfDocument(document);
  const judgements: Read<JudgementRead>[] = [];
  for (const { area, told } of strandHeads[framework] ?? []) {
    const found = flow.find(told);
    const printed = found?.groups[0];
    const grade = printed === undefined ? undefined : readGrade(printed);
    const judged = areasOf(framework).find((entry) => entry.area === area);
    if (!found || !printed || !grade || !judged) continue;
    judgements.push({
      value: { area, grade, printed, label: judged.printed, code: judged.code },
      locators: found.locators.slice(-1),
      confidence: 'medium',
      note: 'read from running text',
    });
  }
  const problems = judgements.length > 0 ? [] : [missing(['overall effectiveness'], document)];
  return { judgements, version: versionsOf(framework)[0]?.version, problems };
}
