import {
  isTimelineError,
  type Known,
  type PartialDate,
  type Source,
  type VisitKind,
  versionsOf,
} from '@monitoring-timeline/core';
import { type Problem, type Proposal, UnreadableRow } from '../proposal.ts';
import { daysOnSite } from '../tables/inspections.ts';
import { claimInWords } from './claim-words.ts';
import { DocumentBuilder, type DocumentOrigin, type PeopleNamed } from './document-builder.ts';
import { secondUnderSif } from './kinds/inspection-report/previous.ts';
import { tellLeftOut } from './left-out.ts';
import { otherValue } from './other-value.ts';
import type { DocumentReading, FactRead, Read } from './reading.ts';

export interface DocumentProposals {
  readonly proposals: readonly Proposal[];
  readonly problems: readonly Problem[];
}

/** How the tables of the record name a report or letter: a table row and the document it was compiled from are one source. */
const visitTitles: Readonly<Record<VisitKind, string>> = {
  monitoring: 'Monitoring visit letter',
  focused: 'Focused visit letter',
  jtai: 'Joint targeted area inspection letter',
  joint_area_review: 'Joint area review',
  lscb_review: 'Review of the local safeguarding children board',
  assurance: 'Assurance visit letter',
  area_send: 'Area SEND inspection report',
};

const sure = <T>(read: Read<T> | undefined): T | undefined =>
  read && read.confidence !== 'low' ? read.value : undefined;

interface Publication {
  readonly occurred: PartialDate;
  readonly known: Known;
  /** The report's own day, where it is said or supposed. */
  readonly day: string | undefined;
}

/**
 * Since when a report is known: its printed publication; else the day the caller gives; else the date of the letter; else the day
 * in the name of the file, which is only supposed.
 */
function publicationOf(reading: DocumentReading, origin: DocumentOrigin): Publication | undefined {
  const printed = reading.published;
  const on = (from: string, basis: Known['basis']): Publication => ({
    occurred: { precision: 'day', from },
    known: { from, basis },
    day: from,
  });
  if (printed && printed.confidence !== 'low') return on(printed.value, 'published');
  if (origin.published) return on(origin.published, 'published');
  const letter = sure(reading.letterDate);
  if (letter) return { ...on(letter, 'letter_dated'), day: undefined };
  if (reading.notBefore?.value.length === 10 && reading.notBefore.confidence === 'high') {
    return on(reading.notBefore.value, 'assumed');
  }
  return printed && on(printed.value, 'assumed');
}

function inspectorsOf(reading: DocumentReading, people: PeopleNamed) {
  const list = (reading.inspectors ?? [])
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ value }) => ({ person: people.id(value.name), role: value.role }));
  return list.length > 0 ? list.slice(0, 40) : undefined;
}

function judgementsOf(reading: DocumentReading, builder: DocumentBuilder) {
  const list = (reading.judgements ?? [])
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ value, locators }) => ({
      area: value.area,
      grade: value.grade,
      printed: value.printed,
      label: value.label.slice(0, 300),
      code: value.code,
      covers: value.covers ? [...value.covers] : undefined,
      locator: builder.place(locators),
    }));
  return list.length > 0 ? list : undefined;
}

function findingsOf(reading: DocumentReading, builder: DocumentBuilder) {
  const list = (reading.findings ?? [])
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ value, locators }) => ({ ...value, locator: builder.place(locators) }));
  return list.length > 0 ? list.slice(0, 100) : undefined;
}

/** The version where a framework has several; where it has one, its name says all. */
function versionOf(reading: DocumentReading): string | undefined {
  const framework = sure(reading.framework);
  if (!framework || versionsOf(framework).length < 2) return undefined;
  return sure(reading.version);
}

function addActivity(
  builder: DocumentBuilder,
  reading: DocumentReading,
  authority: string,
  source: Source,
): void {
  const { days } = reading;
  if (!days || days.confidence === 'low') return;
  const occurred = daysOnSite(days.value.from, days.value.to);
  if (!occurred) return;
  const inspectors = inspectorsOf(reading, builder.people);
  const common = {
    authority,
    occurred,
    known: { from: days.value.from, basis: 'assumed' },
    source,
  } as const;
  const visitKind = sure(reading.visitKind);
  const framework = sure(reading.framework);
  if (visitKind) {
    const since = sure(reading.visitSince);
    const topic = sure(reading.topic);
    const scope = (reading.scope ?? []).filter(({ confidence }) => confidence !== 'low');
    const data = {
      kind: visitKind,
      framework: visitKind === 'lscb_review' ? undefined : framework,
      parts: days.value.parts?.map((part) => ({ ...part })),
      sequence: sure(reading.visitSequence),
      since: since ? { precision: since.length === 10 ? 'day' : 'month', from: since } : undefined,
      topic: topic?.code,
      topicPrinted: topic?.printed.slice(0, 300),
      scope:
        scope.length > 0 ? scope.map(({ value }) => value.slice(0, 300)).slice(0, 40) : undefined,
      inspectors,
    };
    builder.add({ type: 'VisitCarriedOut', ...common, data }, days.locators);
    return;
  }
  const kind = reading.inspectionKind;
  const data = {
    framework,
    version: versionOf(reading),
    kind: sure(kind),
    kindInferred: kind && kind.confidence === 'medium' ? true : undefined,
    parts: days.value.parts?.map((part) => ({ ...part })),
    inspectors,
  };
  builder.add({ type: 'InspectionCarriedOut', ...common, data }, days.locators);
}

function addReport(
  builder: DocumentBuilder,
  reading: DocumentReading,
  authority: string,
  source: Source,
  publication: Publication,
): void {
  const visitKind = sure(reading.visitKind);
  const days = reading.days && reading.days.confidence !== 'low' ? reading.days.value : undefined;
  const of = {
    activity: visitKind ? 'visit' : 'inspection',
    framework: visitKind === 'lscb_review' ? undefined : sure(reading.framework),
    version: visitKind ? undefined : versionOf(reading),
    // a kind that is only inferred is told once, where it says so
    kind:
      visitKind || reading.inspectionKind?.confidence !== 'high'
        ? undefined
        : reading.inspectionKind.value,
    visitKind,
    sequence: sure(reading.visitSequence),
    days: days ? daysOnSite(days.from, days.to) : undefined,
    parts: days?.parts?.map((part) => ({ ...part })),
  };
  // the press comes out near the day of the report, not on it
  const press = reading.source?.rank === 'press';
  const day = press ? publication.day?.slice(0, 7) : publication.day;
  const data = {
    of,
    published: day,
    letterDated: sure(reading.letterDate),
    judgements: judgementsOf(reading, builder),
    findings: findingsOf(reading, builder),
    recommendationParagraphs: sure(reading.recommendationParagraphs)?.slice(0, 300),
    progress: sure(reading.progress),
    priorityAction: sure(reading.priorityAction),
    outcome: sure(reading.outcome),
  };
  const known = knownOf(reading, publication);
  const occurred: PartialDate =
    press && day ? { precision: 'month', from: day } : publication.occurred;
  const where = [
    ...(reading.published?.locators ?? reading.letterDate?.locators ?? []),
    ...(reading.judgements?.[0]?.locators ?? []),
  ];
  builder.add(
    { type: 'ReportPublished', authority, occurred, known, source, data },
    where.slice(0, 1),
  );
}

/**
 * What a report tells of the inspection before, where it lists its grades, and what the letter of a monitoring visit tells of the report
 * that the visit follows up: a claim about that one, known from its own publication. It holds where nothing else is on record of it,
 * so that a standing can be told from the later document alone.
 */
function addRestated(
  builder: DocumentBuilder,
  { previous, framework, visitKind }: DocumentReading,
  authority: string,
  source: Source,
  { known }: Publication,
): void {
  const told = sure(previous);
  const when = told?.when;
  if (!previous || !told || when === undefined) return;
  const { judgements, what } = told;
  const published = what === 'published';
  const followedUp = sure(visitKind) === 'monitoring' && published && judgements.length > 0;
  const listed = framework?.value === 'SIF' && when.length === 7 && secondUnderSif(told);
  if (!followedUp && !listed) return;
  const date = { precision: when.length === 10 ? 'day' : 'month', from: when } as const;
  // a letter names the framework of its visit, which need not be that of the report
  const of = { activity: 'inspection', framework: followedUp ? undefined : 'SIF' } as const;
  builder.add(
    {
      type: 'ReportPublished',
      authority,
      occurred: date,
      known: published ? { from: when, basis: 'published' } : known,
      source,
      data: {
        of: { ...of, days: published ? undefined : date },
        published: published ? when : undefined,
        restated: true,
        judgements: judgements.map(({ area, grade }) => ({ area, grade })),
      },
    },
    previous.locators,
  );
}

/** Since when what a document reports is known from it: of a paper or article that tells of a report, never before its own day. */
function knownOf({ source: told }: DocumentReading, { known }: Publication): Known {
  const own = told?.published;
  return own !== undefined && own > known.from ? { from: own, basis: 'published' } : known;
}

function addFact(
  builder: DocumentBuilder,
  { value, locators, confidence, note }: Read<FactRead>,
  authority: string,
  source: Source,
  known: Known,
): void {
  const parts = {
    type: value.type,
    authority: value.authority ?? authority,
    occurred: value.occurred,
    known: value.known ?? known,
    source,
    data: value.data,
  };
  if (confidence !== 'low') {
    builder.add(parts, locators);
    return;
  }
  const claims = builder.apart(() => builder.add(parts, locators));
  const message = `${claimInWords(value.type, value.data)} was read but is not sure (${note ?? 'no reason given'}). Look at the passage, and accept it if it is right.`;
  builder.problem('unsure', message, locators, claims);
}

/** The source of the claims: the report or letter itself, named as the tables name it, or whoever speaks in its place. */
function sourceOf(
  reading: DocumentReading,
  origin: DocumentOrigin,
  publication: Publication | undefined,
): Source {
  if (reading.source) return { ...reading.source, sha256: origin.sha256 };
  const name = reading.authority?.value.name ?? 'an authority that is not named';
  const visitKind = sure(reading.visitKind);
  const partnership = sure(reading.framework) === 'AREA_SEND';
  const what = partnership
    ? visitTitles.area_send
    : visitKind
      ? visitTitles[visitKind]
      : 'Inspection report';
  const letter = sure(reading.letterDate);
  const when = publication?.day
    ? `published ${publication.day}`
    : letter
      ? `dated ${letter}`
      : 'published on an unknown day';
  return {
    publisher: 'Ofsted',
    rank: 'report',
    title: `${what}: ${name}, ${when}`,
    sha256: origin.sha256,
    assertedBy: 'inspectorate',
  };
}

/** Adds what a report says once its dates fit together; else a problem asks about them, with the claims where they may be had. */
function addDated(
  builder: DocumentBuilder,
  reading: DocumentReading,
  day: string,
  add: () => void,
): void {
  const { today } = builder.origin;
  const contradicts = reading.problems.some(({ reason }) => reason === 'dates_contradict');
  const from = contradicts ? undefined : reading.days?.value.from;
  if (day > today) {
    const message = `The report is dated ${day}, after today. A grade is confidential until it is published; give the document again then.`;
    builder.problem('not_published', message, reading.published?.locators);
  } else if (from && day < from) {
    const message = `The report is dated ${day}, before the inspection began on ${from}. Look at both dates; accept what it says with the right one, or as printed.`;
    const claims = builder.apart(add);
    builder.problem('dates_contradict', message, reading.published?.locators, claims);
  } else add();
}

/** Known no earlier than the latest that a document without a day speaks of. */
const notBeforeOf = ({ notBefore }: DocumentReading): Known | undefined =>
  notBefore && { from: notBefore.value, basis: 'assumed' };

/** Adds what a document says of one authority: what was carried out, what was published, and every other fact. */
function addClaims(builder: DocumentBuilder, reading: DocumentReading, key: string): void {
  const { origin } = builder;
  const publication = publicationOf(reading, origin);
  const source = sourceOf(reading, origin, publication);
  const told = reading.source;
  addActivity(builder, reading, key, source);
  // a paper or article is public from its own day, whatever the day of the report that it tells of
  const ownDay = told?.published;
  const known: Known | undefined = ownDay
    ? { from: ownDay, basis: 'published' }
    : (publication?.known ?? notBeforeOf(reading));
  if (!publication && !ownDay) {
    const what = known ? 'no grade' : 'nothing';
    const message = `The document prints no day of publication, and its name has none, so ${what} that it reports was taken: it would be known too early. Give it again with --published and the day it came out.`;
    builder.problem('no_publication', message);
  }
  const add = (): void => {
    // a paper that tells no grade reports none
    if (publication && (!told || (reading.judgements ?? []).length > 0)) {
      addReport(builder, reading, key, source, publication);
      addRestated(builder, reading, key, source, publication);
    }
    if (!known) return;
    for (const fact of reading.facts ?? []) addFact(builder, fact, key, source, known);
  };
  if (publication) addDated(builder, reading, publication.known.from, add);
  else add();
}

/** The same with its dates taken as printed, although they contradict each other. */
function asPrinted(reading: DocumentReading): DocumentReading {
  const { days, letterDate } = reading;
  return {
    ...reading,
    ...(days ? { days: { ...days, confidence: 'medium' } } : {}),
    ...(letterDate ? { letterDate: { ...letterDate, confidence: 'medium' } } : {}),
  };
}

function addReading(builder: DocumentBuilder, reading: DocumentReading): void {
  const { authority, days, problems } = reading;
  const contradiction =
    days?.confidence === 'low' && authority && authority.confidence !== 'low'
      ? problems.find(({ reason }) => reason === 'dates_contradict')
      : undefined;
  for (const problem of problems) {
    if (problem === contradiction || problem.rather) continue;
    builder.problem(problem.reason, problem.message, problem.locators);
  }
  for (const enclosed of reading.enclosed ?? []) addReading(builder, enclosed);
  if (!authority) {
    if (!problems.some(({ reason }) => reason === 'unknown_authority')) {
      const message =
        'The document names no authority that is known here, so nothing of it was taken.';
      builder.problem('unknown_authority', message);
    }
    addTwoValues(builder, problems);
    return;
  }
  const { key, printed } = authority.value;
  if (authority.confidence === 'low') {
    const claims = builder.apart(() => addClaims(builder, reading, key));
    const message = `Which authority it is about is not sure: "${printed.slice(0, 120)}" (${authority.note ?? 'a guess'}). Nothing of it was taken; accept it, with --authority where another is meant.`;
    builder.problem('unknown_authority', message, authority.locators, claims);
  } else if (contradiction) {
    const { reason, message, locators } = contradiction;
    const claims = builder.apart(() => addClaims(builder, asPrinted(reading), key));
    builder.problem(reason, message, locators, claims);
  } else {
    addClaims(builder, reading, key);
    tellLeftOut(builder, reading, (other) => {
      const apart = new DocumentBuilder(builder.origin, builder.people);
      addClaims(apart, other, key);
      return apart.proposals.map(({ event }) => event);
    });
  }
  addTwoValues(builder, problems);
}

/** Asks which of two values is meant, once the first is among the claims, so that accepting can correct it. */
function addTwoValues(builder: DocumentBuilder, problems: DocumentReading['problems']): void {
  for (const problem of problems) {
    if (!problem.rather) continue;
    const { reason, message, locators } = problem;
    builder.problem(reason, message, locators, otherValue(builder, problem));
  }
}

/**
 * The claims of a document: what was carried out, what was published, and every other fact drawn out of it, each checked against the
 * catalogue. What is not sure, or does not fit, is among the problems; nothing is left out without one.
 */
export function proposalsOf(
  reading: DocumentReading,
  origin: DocumentOrigin,
  people: PeopleNamed,
): DocumentProposals {
  const builder = new DocumentBuilder(origin, people);
  try {
    addReading(builder, reading);
  } catch (error) {
    if (!(error instanceof UnreadableRow) && !isTimelineError(error)) throw error;
    builder.problem('invalid_claim', error.message);
  }
  return builder;
}
