import type { Known } from '@monitoring-timeline/core';
import { readCommitments } from '../fields/commitments.ts';
import { readIndicators } from '../fields/indicators.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import { factContextOf } from '../fields/report-facts.ts';
import { flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument, type TextLine } from '../model.ts';
import type { DocumentReading, FactRead, Read, SourceRead } from '../reading.ts';
import { blocksOf } from '../statements.ts';
import { partBoundReport, placedInPaper } from './council-paper/bound-report.ts';
import { readEarlierActivity } from './council-paper/earlier-activity.ts';
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
  const reading: DocumentReading = {
    kind: 'council_paper',
    authority,
    urn: urnOf(paper),
    framework,
    version:
      framework?.value === 'ILACS' && days && days.value.from < '2023-01-01'
        ? {
            value: '2018',
            locators: framework.locators,
            confidence: 'medium',
            note: 'by the days of the inspection',
          }
        : undefined,
    inspectionKind: framework && readToldKind(own, framework.value),
    days,
    published,
    judgements: framework ? readToldGrades(ownLines, framework.value) : [],
    findings: readToldFindings(own),
    inspectors: readToldInspectors(own),
    source,
    problems: [],
  };
  const known: Known | undefined = meeting && { from: meeting.day.value, basis: 'published' };
  const snapshots = framework && known ? readSnapshots(paper, framework.value, known) : [];
  const figures = readIndicators(blocksOf(own), factContextOf(reading));
  const form = formWithin(paper, reading);
  const enclosed = [
    ...(report ? [enclosedReport(report, pagesBefore, published, context)] : []),
    ...(form ? [form] : []),
  ];
  return {
    ...reading,
    facts: [
      ...(meeting ? [meetingFact(meeting)] : []),
      ...(known ? readEarlierActivity(own, known) : []),
      ...readOfficers(paper, meeting, source.publisher, context),
      ...(meeting
        ? readCommitments(blocksOf(own), { precision: 'day', from: meeting.day.value })
        : []),
      ...figures.facts,
      ...snapshots,
    ],
    enclosed,
    problems: figures.problems,
  };
}

/**
 * Papers of councils on an inspection: what the paper says is the council's word, with the day of its meeting; a report bound into it
 * speaks for itself, and so does a form.
 */
export const councilPaper: KindOfDocument = {
  kind: 'council_paper',
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
