import type { Framework, InspectionKind } from '@monitoring-timeline/core';
import { readAuthority } from '../fields/authority.ts';
import { type FindingSection, readFindings } from '../fields/findings.ts';
import { readInspectors } from '../fields/people.ts';
import { withReportFacts } from '../fields/report-facts.ts';
import { flowOf, flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument, locatorOf } from '../model.ts';
import type {
  AuthorityRead,
  DaysRead,
  DocumentProblem,
  DocumentReading,
  PreviousRead,
  Read,
} from '../reading.ts';
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
  return { value: 'full', locators, confidence: 'high' };
}

function authorityOf(
  document: DocumentText,
  days: Read<DaysRead> | undefined,
  { directory }: ExtractContext,
): Read<AuthorityRead> | undefined {
  const lines = titleLines(document);
  const name = nameInTitle(flowOf(lines));
  return readAuthority(name, lines.map(locatorOf), directory, days?.value.from);
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
  const authority = authorityOf(document, days, context);
  const previous = readPrevious(document);
  const published = readPublication(document, days?.value, context.file);
  const urn = flow.find(urnPattern);
  const titled = { locators: title.found.locators, confidence: 'high' } as const;
  const tabled = {
    locators: judgements.flatMap(({ locators }) => locators.slice(0, 1)),
    confidence: judgements.every(({ confidence }) => confidence === 'high') ? 'high' : 'medium',
  } as const;
  const problems: DocumentProblem[] = [...dayProblems, ...gradeProblems];
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
    findings: readFindings(document, [priorities, improvements]),
    inspectors: readInspectors(flow),
    previous,
    problems,
  };
}

/** Graded inspection reports of every framework, and reviews of a safeguarding board that stand alone. */
export const inspectionReport: KindOfDocument = {
  kind: 'inspection_report',
  recognise(document) {
    const title = readTitle(document);
    if (!title) return { score: 0, because: 'no title of a graded report' };
    return { score: 0.9, because: `its title: ${title.found.text}` };
  },
  extract: (document, context) => withReportFacts(document, read(document, context)),
};
