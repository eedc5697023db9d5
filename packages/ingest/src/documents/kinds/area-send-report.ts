import type { KindExample } from '../examples.ts';
import { readAuthority } from '../fields/authority.ts';
import { areasRunTogether, readPartnershipFindings } from '../fields/partnership-findings.ts';
import { readPartnershipInspectors } from '../fields/partnership-inspectors.ts';
import { flowOf, flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument, locatorOf, type TextLine } from '../model.ts';
import type { AuthorityRead, DocumentProblem, DocumentReading, Read } from '../reading.ts';
import { readReportDays } from './inspection-report/days.ts';
import { readPublication } from './inspection-report/publication.ts';

const title = /^area\s+SEND\s+(?:full\s+)?inspection\s+of\b/i;
const titleEnd = /^(?:inspection\s+dates?|dates?\s+of|inspection\s+outcome)\b/i;
const mostTitleLines = 40;

/** The lines of the title: "Area SEND inspection of X Local Area Partnership". */
function titleLines(document: DocumentText): readonly TextLine[] {
  const lines = linesOfDocument(document).slice(0, mostTitleLines);
  const start = lines.findIndex((line) => title.test(line.text.trim()));
  if (start < 0) return [];
  const rest = lines.slice(start, start + 4);
  const end = rest.findIndex((line) => titleEnd.test(line.text.trim()));
  return end < 0 ? rest.slice(0, 2) : rest.slice(0, end);
}

function authorityOf(
  lines: readonly TextLine[],
  { directory }: ExtractContext,
  asOf: string | undefined,
): Read<AuthorityRead> | undefined {
  const name = lines
    .map((line) => line.text)
    .join(' ')
    .replace(/-\s+(?=\p{Lu})/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(title, '')
    .replace(/\blocal\s+area(?:\s+partnership)?.*$/i, '')
    .trim();
  return readAuthority(name, lines.map(locatorOf), directory, asOf);
}

type Outcome = NonNullable<DocumentReading['outcome']>['value'];

/** The three conclusions, by the words that only one of them has (framework of January 2023). */
const outcomes: readonly (readonly [outcome: Outcome, told: RegExp])[] = [
  ['typically_positive', /typically\s+lead\s+to\s+positive\s+experiences/i],
  ['inconsistent', /inconsistent\s+experiences\s+and\s+outcomes/i],
  ['widespread_systemic_failings', /widespread\s+and\s*\/?\s*or\s+systemic\s+failings/i],
];

/** The conclusion stands first under its heading. */
const outcomeLength = 700;

function readOutcome(document: DocumentText): DocumentReading['outcome'] {
  const flow = flowOfDocument(document);
  const heading = flow.find(/(?:^|\n)\s*inspection\s+outcome\s*(?=\n)/i);
  const from = heading ? heading.index : 0;
  const part = flow.text.slice(from, heading ? from + outcomeLength : 4000);
  const found = outcomes
    .map(([outcome, told]) => ({ outcome, match: told.exec(part) }))
    .filter(({ match }) => match !== null);
  const [first] = found.sort((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0));
  if (!first?.match) return undefined;
  const at = from + first.match.index;
  const alone = found.length === 1 && heading !== undefined;
  return {
    value: first.outcome,
    locators: flow.locate(at, at + first.match[0].length),
    confidence: alone ? 'high' : 'medium',
    note: alone
      ? undefined
      : 'the words of more than one outcome stand there, or its heading is missing',
  };
}

function problemsOf(
  reading: Pick<DocumentReading, 'authority' | 'outcome'>,
  lines: readonly TextLine[],
): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const locators = lines.map(locatorOf);
  if (!reading.authority) {
    const message =
      'The title names no authority that is known here. Record the report by hand, or add the name to the directory.';
    problems.push({ reason: 'unknown_authority', message, locators });
  }
  if (!reading.outcome) {
    const message =
      'None of the three outcomes can be found. Look under "Inspection outcome" and record it by hand.';
    problems.push({ reason: 'unknown_outcome', message, locators });
  }
  return problems;
}

const inconsistentArea: KindExample = {
  shows: 'a report with an outcome in place of grades',
  text: `Local area partnership report
Area SEND inspection of Durham Local Area Partnership
Inspection dates: 29 January to 2 February 2024
Dates of previous inspection: 4 to 8 July 2016
Inspection outcome
The arrangements lead to inconsistent experiences and outcomes.
Information about the local area partnership
Council and health board plan together.
What is it like to be a child here
Plans vary.
Areas for improvement
Areas for improvement
Leaders across the partnership should shorten the wait for assessments.
The local area partnership should listen to parents and children.
Local area partnership details
Inspection team
Ofsted\tCare Quality Commission
Di Rook, Ofsted HMI lead inspector\tEd Kite, CQC lead inspector
Fay Swift, HMI`,
  reads: {
    authority: 'durham',
    framework: 'AREA_SEND',
    version: '2023',
    days: { from: '2024-01-29', to: '2024-02-02' },
    findings: ['improvement_point assessments', 'improvement_point voice_of_child'],
    inspectors: ['lead Di Rook', 'team Fay Swift'],
    outcome: 'inconsistent',
  },
};

/** Reports on an area's arrangements for special educational needs, from January 2023: one of three outcomes for the partnership. */
export const areaSendReport: KindOfDocument = {
  kind: 'area_send_report',
  examples: [inconsistentArea],
  recognise(document) {
    const lines = titleLines(document);
    const [line] = lines;
    if (!line) return { score: 0, because: 'no title of an area SEND inspection' };
    return { score: 0.95, because: `its title: ${flowOf(lines).text.replace(/\s+/g, ' ')}` };
  },
  extract(document, context) {
    const lines = titleLines(document);
    const locators = lines.map(locatorOf);
    const { days, problems } = readReportDays(document);
    const authority = authorityOf(lines, context, days?.value.from);
    const outcome = readOutcome(document);
    const findings = readPartnershipFindings(document);
    return {
      kind: 'area_send_report',
      authority,
      framework: { value: 'AREA_SEND', locators, confidence: 'high' },
      version: { value: '2023', locators, confidence: 'high' },
      days,
      published: readPublication(document, days?.value, context.file),
      outcome,
      findings,
      inspectors: readPartnershipInspectors(document),
      problems: [
        ...problems,
        ...problemsOf({ authority, outcome }, lines),
        ...areasRunTogether(document, findings),
      ],
    };
  },
};
