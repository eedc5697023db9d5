import type { Framework, InspectionKind } from '@monitoring-timeline/core';
import type { KindExample } from '../examples.ts';
import { readAuthority } from '../fields/authority.ts';
import { documentAfter, type FindingSection, readFindings } from '../fields/findings.ts';
import { namesBeside, readInspectors } from '../fields/people.ts';
import { readRecommendationParagraphs } from '../fields/recommendation-paragraphs.ts';
import { withReportFacts } from '../fields/report-facts.ts';
import { unreadBeside } from '../fields/unread-beside.ts';
import { flowOf, flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument, locatorOf } from '../model.ts';
import {
  type AuthorityRead,
  type DaysRead,
  type DocumentProblem,
  type DocumentReading,
  type FindingRead,
  leastSure,
  type PreviousRead,
  type Read,
} from '../reading.ts';
import { blocksOfDocument } from '../statements.ts';
import { ilacsKind, readReportDays } from './inspection-report/days.ts';
import {
  boardJudgements,
  earlierJudgements,
  ilacsJudgements,
  type JudgementsReading,
  sifJudgements,
} from './inspection-report/judgements.ts';
import { readPrevious, secondUnderSif } from './inspection-report/previous.ts';
import { readPublication } from './inspection-report/publication.ts';
import { nameInTitle, type ReportTitle, readTitle, titleLines } from './inspection-report/title.ts';

const priorities: readonly FindingSection[] = [
  {
    heading: /^(?:areas?\s+for\s+)?priority\s+(?:and\s+immediate\s+)?actions?\s*:?$/i,
    kind: 'priority_action',
  },
];

const improvements: readonly FindingSection[] = [
  { heading: /^recommendations?\s*:?$/i, kind: 'recommendation' },
  { heading: /^areas?\s+for\s+improvement\s*:?$/i, kind: 'recommendation' },
  {
    heading: /^what\s+does\s+the\s+(?:local\s+authority|lscb)\s+need\s+to\s+improve\s*\??$/i,
    kind: 'recommendation',
  },
  { heading: /^what\s+needs?\s+to\s+improve\b.{0,50}$/i, kind: 'improvement_point' },
];

/**
 * What a report asks for. One that reviews a safeguarding board too asks that for more in the board's own part, further on; those are
 * told by their label.
 */
function findingsOf(document: DocumentText, reviewsBoard: boolean): readonly Read<FindingRead>[] {
  const own = readFindings(document, [priorities, improvements]);
  const last = own.at(-1)?.locators.at(-1);
  if (!reviewsBoard || !last) return own;
  const board = readFindings(documentAfter(document, last), [priorities, improvements]);
  return [
    ...own,
    ...board.map(({ value, ...read }) => ({
      ...read,
      value: { ...value, topic: `Safeguarding board: ${value.topic.toLowerCase()}` },
    })),
  ];
}

function judgementsOf(
  document: DocumentText,
  title: ReportTitle,
  lastDay: string | undefined,
): JudgementsReading {
  if (title.boardAlone) return boardJudgements(document);
  if (title.framework === 'ILACS') return ilacsJudgements(document, lastDay);
  if (title.framework === 'SIF') return sifJudgements(document, title.reinspection);
  return earlierJudgements(document, title.framework);
}

function kindOf(
  framework: Framework,
  title: ReportTitle,
  days: Read<DaysRead> | undefined,
  previous: PreviousRead | undefined,
): Read<InspectionKind> | undefined {
  const { locators } = title.found;
  if (title.reinspection) return { value: 'reinspection', locators, confidence: 'high' };
  if (framework === 'ILACS') {
    if (!days) return undefined;
    return {
      value: ilacsKind(days.value),
      locators: days.locators,
      confidence: 'medium',
      note: 'not printed; told from the days on site',
    };
  }
  if (framework === 'SIF' && secondUnderSif(previous)) {
    return {
      value: 'reinspection',
      locators,
      confidence: 'medium',
      note: 'not printed; the inspection before was under the same framework',
    };
  }
  return {
    value: 'full',
    locators,
    confidence: 'medium',
    note: 'not printed; the title does not say that it is a re-inspection',
  };
}

function authorityOf(
  document: DocumentText,
  title: ReportTitle,
  days: Read<DaysRead> | undefined,
  { directory }: ExtractContext,
): Read<AuthorityRead> | undefined {
  const lines = titleLines(document);
  const asOf = days?.value.from;
  const titled = readAuthority(nameInTitle(flowOf(lines)), lines.map(locatorOf), directory, asOf);
  if (titled || !title.ofProvider) return titled;
  // the foot of each page repeats the title, and may name the authority where a title names a company
  for (const line of linesOfDocument(document, { furniture: true })) {
    if (!line.furniture || !/\binspection\s+of\b/i.test(line.text)) continue;
    const name = nameInTitle(flowOf([line])).replace(/\d.*$/s, '');
    const found = readAuthority(name, [locatorOf(line)], directory, asOf);
    if (found)
      return {
        ...found,
        confidence: leastSure([found.confidence, 'medium']),
        note: 'named at the foot of the pages',
      };
  }
  return undefined;
}

const urnPattern = /\b(?:unique\s+reference\s+number|URN)\s*(?:\(URN\))?\s*:?\s*(\d{5,7})\b/i;

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const title = readTitle(document);
  if (!title) {
    const message = 'The title names no inspection that is known here.';
    return {
      kind: 'inspection_report',
      problems: [{ reason: 'not_recognised', message, locators: [] }],
    };
  }
  const flow = flowOfDocument(document);
  const { framework, boardAlone } = title;
  const { days, problems: dayProblems } = readReportDays(document);
  const {
    judgements,
    version,
    problems: gradeProblems,
  } = judgementsOf(document, title, days?.value.to);
  const authority = authorityOf(document, title, days, context);
  const previous = readPrevious(document);
  const published = readPublication(document, days?.value, context.file);
  const urn = flow.find(urnPattern);
  const titled = { locators: title.found.locators, confidence: 'high' } as const;
  const tabled = {
    locators: judgements
      .flatMap(({ locators }) => locators.slice(0, 1))
      .sort((a, b) => a.page - b.page || a.line - b.line),
    confidence: judgements.every(({ confidence }) => confidence === 'high') ? 'high' : 'medium',
  } as const;
  const inspectors = readInspectors(flow);
  const problems: DocumentProblem[] = [
    ...dayProblems,
    ...gradeProblems,
    ...namesBeside(flow, inspectors).map(({ printed, locators }) =>
      unreadBeside('the lead inspector', printed, locators),
    ),
  ];
  if (!authority) {
    const message =
      'The title names no authority that is known here. Record the report by hand, or add the name to the directory.';
    const lines = linesOfDocument(document).slice(0, 1);
    problems.push({ reason: 'unknown_authority', message, locators: lines.map(locatorOf) });
  }
  return {
    kind: 'inspection_report',
    authority,
    urn: urn
      ? { value: urn.groups[0] ?? '', locators: urn.locators, confidence: 'high' }
      : undefined,
    framework: { value: framework, ...titled },
    version: version ? { value: version, ...(framework === 'ILACS' ? tabled : titled) } : undefined,
    inspectionKind: boardAlone ? undefined : kindOf(framework, title, days, previous?.value),
    visitKind: boardAlone ? { value: 'lscb_review', ...titled } : undefined,
    days,
    published,
    judgements,
    findings: findingsOf(
      document,
      !boardAlone && judgements.some(({ value }) => value.area === 'lscb'),
    ),
    inspectors,
    previous,
    problems,
  };
}

const ilacs: KindExample = {
  shows: 'a report with its table of grades',
  text: `Inspection of Durham local authority children\u2019s services
Inspection dates: 6 to 10 May 2024
Lead inspector: Ann Example, His Majesty\u2019s Inspector
Judgement\tGrade
The impact of leaders on social work practice with children and families\tOutstanding
The experiences and progress of children who need help and protection\tRequires improvement to be good
The experiences and progress of children in care\tGood
The experiences and progress of care leavers\tOutstanding
Overall effectiveness\tGood
Children here are helped early and their workers know them.
What needs to improve?
\u25fc The timeliness of visits to children.`,
  reads: {
    authority: 'durham',
    framework: 'ILACS',
    version: '2023',
    inspectionKind: 'short',
    days: { from: '2024-05-06', to: '2024-05-10' },
    judgements: {
      overall: 'good',
      leadership: 'outstanding',
      help_and_protection: 'requires_improvement',
      children_in_care: 'good',
      care_leavers: 'outstanding',
    },
    findings: ['improvement_point visits'],
    inspectors: ['lead Ann Example'],
  },
};

const sif: KindExample = {
  shows: 'a report that states its overall grade and reviews a safeguarding board',
  text: `Durham
Inspection of services for children in need of help and protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children Board
Inspection date: 25 April \u2013 18 May 2017
Report published: 7 July 2017
Children\u2019s services in Durham require improvement to be good
1. Children who need help and protection\tInadequate
2. Children looked after and achieving permanence\tGood
2.1 Adoption performance\tOutstanding
2.2 Experiences and progress of care leavers\tGood
3. Leadership, management and governance\tRequires improvement
Executive summary
Families are seen and heard, as this summary tells at some length.
Recommendations
1. See that plans for children say what must change.
2. See that return interviews are held.
Summary for children and young people
The Local Safeguarding Children Board requires improvement
Executive summary of the board
Recommendations
3. See that the board has figures from every partner.
Inspection findings of the board`,
  reads: {
    authority: 'durham',
    framework: 'SIF',
    version: '2013',
    inspectionKind: 'full',
    days: { from: '2017-04-25', to: '2017-05-18' },
    published: '2017-07-07',
    judgements: {
      overall: 'requires_improvement',
      leadership: 'requires_improvement',
      help_and_protection: 'inadequate',
      children_in_care: 'good',
      care_leavers: 'good',
      adoption: 'outstanding',
      lscb: 'requires_improvement',
    },
    findings: [
      'recommendation plans',
      'recommendation missing_children',
      'recommendation partnership',
    ],
  },
};

const protectionOfChildren: KindExample = {
  shows: 'a report of an earlier framework, as far as its text goes',
  text: `Inspection of local authority arrangements for the protection of children
Durham
Inspection dates: 9 \u2013 18 July 2012
Lead inspector Ann Example HMI
Overall effectiveness
Adequate
The help that children are given keeps most of them safe.`,
  reads: {
    authority: 'durham',
    framework: 'CPI',
    version: '2012',
    inspectionKind: 'full',
    days: { from: '2012-07-09', to: '2012-07-18' },
    judgements: { help_and_protection: 'adequate' },
    inspectors: ['lead Ann Example'],
  },
};

/** Graded inspection reports of every framework, and reviews of a safeguarding board that stand alone. */
export const inspectionReport: KindOfDocument = {
  kind: 'inspection_report',
  examples: [ilacs, sif, protectionOfChildren],
  recognise(document) {
    const title = readTitle(document);
    if (!title) return { score: 0, because: 'no title of a graded report' };
    return { score: 0.9, because: `its title: ${title.found.text}` };
  },
  extract: (document, context) => ({
    ...withReportFacts(document, read(document, context), context),
    recommendationParagraphs: readRecommendationParagraphs(blocksOfDocument(document)),
  }),
};
