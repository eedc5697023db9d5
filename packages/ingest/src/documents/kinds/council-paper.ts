import { type Framework, type Known, versionsOf } from '@monitoring-timeline/core';
import type { KindExample } from '../examples.ts';
import { readCommitments } from '../fields/commitments.ts';
import { readDatedChanges } from '../fields/dated-changes.ts';
import { readIndicators } from '../fields/indicators.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import { readNoted } from '../fields/noted.ts';
import { factContextOf } from '../fields/report-facts.ts';
import { flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument, type TextLine } from '../model.ts';
import type { DaysRead, DocumentReading, FactRead, Read, SourceRead } from '../reading.ts';
import { blocksOf } from '../statements.ts';
import { partBoundReport, placedInPaper } from './council-paper/bound-report.ts';
import { readEarlierActivity } from './council-paper/earlier-activity.ts';
import { readFrameworkTold } from './council-paper/framework-told.ts';
import { type Meeting, plainLine, readMeeting, signsOfPaper } from './council-paper/meeting.ts';
import { readSnapshots } from './council-paper/national-table.ts';
import { readOfficers, readToldInspectors } from './council-paper/officers.ts';
import { readToldFindings } from './council-paper/told-findings.ts';
import { gradesInTable, readToldGrades } from './council-paper/told-grades.ts';
import {
  readFormDay,
  readToldDays,
  readToldFramework,
  readToldKind,
  readToldPublication,
} from './council-paper/told-inspection.ts';
import { inspectionReport } from './inspection-report.ts';

/** What follows is a table of other authorities, or a form about this one: no word of the paper on its own inspection. */
const appendix =
  /^(?:the\s+national\s+picture|\w+\s+inspection\s+outcomes\s+as\s+at\b.*|individual\s+LA\s+performance|appendix\s+\w+\b.{0,60})$/i;
const form =
  /^individual\s+(?:LA|local\s+authority)\s+performance\b|^local\s+authority\s+\S.{0,40}$/i;

function before(lines: readonly TextLine[], head: RegExp): readonly TextLine[] {
  const at = lines.findIndex((line) => head.test(plainLine(line)));
  return at < 0 ? lines : lines.slice(0, at);
}

function documentOf(document: DocumentText, wanted: readonly TextLine[]): DocumentText {
  const kept = new Set(wanted);
  const pages = document.pages.map((page) => ({
    ...page,
    lines: page.lines.filter((line) => kept.has(line)),
  }));
  return { ...document, pages };
}

function sourceOf(name: string | undefined, meeting: Meeting | undefined): SourceRead {
  const day = meeting?.day.value;
  return {
    publisher: name ? `${name} Council` : 'A council that is not named',
    rank: 'council',
    title: `${meeting?.body ?? 'Paper to a meeting'}${day ? `, ${day}` : ''}: inspection of children's services`,
    assertedBy: 'authority',
    ...(day ? { published: day } : {}),
  };
}

/** The version that was in use on the days of the inspection, where a framework has several. */
function versionByDays(framework: Read<Framework>, days: Read<DaysRead>): Read<string> | undefined {
  const versions = versionsOf(framework.value);
  const month = days.value.from.slice(0, 7);
  const inUse = versions.find(
    ({ from, to }) => (from ?? '') <= month && (to === undefined || month <= to),
  );
  if (versions.length < 2 || !inUse) return undefined;
  const { locators } = framework;
  return {
    value: inUse.version,
    locators,
    confidence: 'medium',
    note: 'by the days of the inspection',
  };
}

/** The page of the inspectorate on a provider: `44` is a local authority's children's services, and its number follows. */
const providerPage = /\breports\.ofsted\.gov\.uk\/provider\/44\/(\d{5,7})\b/i;

function urnOf(document: DocumentText): Read<string> | undefined {
  const found = flowOfDocument(document).find(providerPage);
  const value = found?.groups[0];
  return found && value ? { value, locators: found.locators, confidence: 'medium' } : undefined;
}

/** A form with the dates and grades of the authority, bound in behind: its days need not be those of the paper. */
function formWithin(document: DocumentText, reading: DocumentReading): DocumentReading | undefined {
  const lines = linesOfDocument(document);
  const at = lines.findIndex(
    (line) =>
      form.test(plainLine(line)) &&
      readFormDay(
        documentOf(document, lines.slice(lines.indexOf(line), lines.indexOf(line) + 6)),
        /^date\s+of\s+inspection\b/i,
      ),
  );
  const framework = reading.framework?.value;
  if (at < 0 || !framework || !reading.source) return undefined;
  const own = documentOf(document, lines.slice(at));
  const day = readFormDay(own, /^date\s+of\s+inspection\b/i);
  const { source } = reading;
  return {
    kind: 'council_paper',
    authority: reading.authority,
    framework: reading.framework,
    days: day && { ...day, value: { from: day.value } },
    published: readFormDay(own, /^date\s+of\s+publication\b/i),
    judgements: gradesInTable(lines.slice(at), framework),
    source: {
      ...source,
      rank: 'secondary',
      title: `${source.title} (appendix: form on one authority)`,
    },
    problems: [],
  };
}

/** The report as one that the inspectorate speaks in: its publication may be told by the paper alone. */
function enclosedReport(
  report: DocumentText,
  pagesBefore: number,
  published: Read<string> | undefined,
  context: ExtractContext,
): DocumentReading {
  const own = placedInPaper(
    inspectionReport.extract(report, { ...context, file: '' }),
    pagesBefore,
  );
  if (own.published || !published) return own;
  const note = 'told by the paper that it is bound into';
  return { ...own, published: { ...published, confidence: 'medium', note } };
}

function meetingFact(meeting: Meeting): Read<FactRead> {
  const occurred = { precision: 'day', from: meeting.day.value } as const;
  const data = {
    kind: 'meeting',
    topic: `${meeting.body}: the outcome of the inspection is reported`,
  };
  return {
    value: { type: 'ContextNoted', occurred, data },
    locators: meeting.day.locators,
    confidence: meeting.day.confidence,
    rules: ['paper head: the meeting'],
  };
}

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const { paper, report, pagesBefore } = partBoundReport(document);
  const all = linesOfDocument(paper);
  const own = documentOf(paper, before(all, appendix));
  const ownLines = linesOfDocument(own);
  const meeting = readMeeting(paper);
  const framework = readToldFramework(own);
  const days = readToldDays(own);
  const authority = mostNamedAuthority(
    ownLines,
    context.directory,
    days?.value.from ?? meeting?.day.value,
  );
  const source = sourceOf(authority?.value.name, meeting);
  const published = readToldPublication(paper, days?.value, meeting?.day.value);
  const told = framework
    ? readToldGrades(ownLines, framework.value, days && Number(days.value.from.slice(0, 4)))
    : { judgements: [], problems: [] };
  const reading: DocumentReading = {
    kind: 'council_paper',
    authority,
    urn: urnOf(paper),
    framework,
    version: framework && days && versionByDays(framework, days),
    inspectionKind: framework && readToldKind(own, framework.value),
    days,
    published,
    judgements: told.judgements,
    findings: readToldFindings(own),
    inspectors: readToldInspectors(own),
    source,
    problems: [],
  };
  const known: Known | undefined = meeting && { from: meeting.day.value, basis: 'published' };
  const snapshots = framework && known ? readSnapshots(paper, framework.value, known) : [];
  const blocks = blocksOf(own);
  const facts = factContextOf(reading, context.directory);
  const figures = readIndicators(blocks, facts);
  const form = formWithin(paper, reading);
  const enclosed = [
    ...(report ? [enclosedReport(report, pagesBefore, published, context)] : []),
    ...(form ? [form] : []),
  ];
  return {
    ...reading,
    facts: [
      ...(meeting ? [meetingFact(meeting)] : []),
      ...(known
        ? readEarlierActivity(blocks, {
            day: known,
            own: days?.value.from,
            elsewhere: facts.elsewhere,
          })
        : []),
      ...readOfficers(paper, meeting, source.publisher, context),
      ...(meeting ? readCommitments(blocks, { precision: 'day', from: meeting.day.value }) : []),
      ...figures.facts,
      ...readNoted(blocks, facts),
      ...readDatedChanges(blocks, facts),
      ...readFrameworkTold(blocks),
      ...snapshots,
    ],
    enclosed,
    unexplained: figures.unexplained,
    problems: [...told.problems, ...figures.problems],
  };
}

const toCabinet: KindExample = {
  shows: 'a paper to a cabinet that tells of an inspection and its grades',
  text: `Cabinet
Date of Meeting: 14 January 2020
Report Title: Outcome of the Durham Inspection of Local Authority Children\u2019s Services (ILACS)
Portfolio Holder: Councillor Ann Smith, Portfolio Holder - Children and Families
Senior Officer: John Smith, Acting Director of People
1. Report Summary
- 1.1 This tells Cabinet of the Ofsted standard inspection of Durham, carried out between the 11th to the 29th November 2019, the report being published by Ofsted on 9th January.
2. Recommendations
2.1 Cabinet is recommended to note the report.
Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood
The experiences and progress of children who need help and protection\tRequires improvement to be good
The experiences and progress of children in care and care leavers\tGood
Overall effectiveness\tGood`,
  reads: {
    authority: 'durham',
    framework: 'ILACS',
    version: '2018',
    inspectionKind: 'standard',
    days: { from: '2019-11-11', to: '2019-11-29' },
    published: '2020-01-09',
    judgements: {
      leadership: 'good',
      help_and_protection: 'requires_improvement',
      children_in_care: 'good',
      overall: 'good',
    },
    facts: ['ContextNoted', 'LeadershipObserved'],
    publisher: 'Durham Council',
  },
};

/**
 * Papers of councils on an inspection: what the paper says is the council's word, with the day of its meeting; a report bound into it
 * speaks for itself, and so does a form.
 */
export const councilPaper: KindOfDocument = {
  kind: 'council_paper',
  examples: [toCabinet],
  recognise(document) {
    const found = signsOfPaper(document);
    const inspected = linesOfDocument(document)
      .slice(0, 80)
      .some((line) => /\bofsted\b|\binspect/i.test(line.text));
    if (found.length < 2 || !inspected)
      return { score: 0, because: 'not the head of a paper to a meeting' };
    return { score: found.length > 2 ? 0.97 : 0.8, because: `it prints ${found.join(', ')}` };
  },
  extract: read,
};
