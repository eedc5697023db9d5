import type { Area, GradeOrNot } from '@monitoring-timeline/core';
import type { DaysRead, DocumentReading, Read } from './reading.ts';

/** What is read in an example, in short: values without places. A field that is not read is absent. */
export interface ReadingInShort {
  /** Key of the authority in the directory. */
  readonly authority?: string;
  readonly framework?: string;
  readonly version?: string;
  readonly inspectionKind?: string;
  readonly visitKind?: string;
  readonly days?: DaysRead;
  readonly letterDate?: string;
  readonly published?: string;
  readonly judgements?: Readonly<Partial<Record<Area, GradeOrNot>>>;
  /** Each as its kind and theme: "recommendation plans". */
  readonly findings?: readonly string[];
  /** Each as role and name: "lead Ann Example". */
  readonly inspectors?: readonly string[];
  readonly addressee?: string;
  readonly visitSequence?: number;
  readonly visitSince?: string;
  /** Its code. */
  readonly topic?: string;
  readonly progress?: string;
  readonly priorityAction?: boolean;
  readonly outcome?: string;
  /** Type of each, once, alphabetical. */
  readonly facts?: readonly string[];
  /** Publisher of what does not speak for the inspectorate itself. */
  readonly publisher?: string;
  readonly enclosed?: readonly ReadingInShort[];
  /** Reason of each. */
  readonly problems?: readonly string[];
}

/** A small document in words of our own, and what must be read in it. */
export interface KindExample {
  /** What it shows, in a few words. */
  readonly shows: string;
  /** The document as plain text; a tab parts the cells of a line. */
  readonly text: string;
  /** Publication day that the caller gives, where the document prints none. */
  readonly published?: string;
  /** Compared whole: a field that is read and is not here fails the example. */
  readonly reads: ReadingInShort;
}

/** What was read, in short: every field that was, and nothing else. */
export function inShort(reading: DocumentReading): ReadingInShort {
  const value = <T>(read: Read<T> | undefined): T | undefined => read?.value;
  const listed = <T>(reads: readonly Read<T>[] | undefined, show: (value: T) => string) =>
    reads && reads.length > 0 ? reads.map((read) => show(read.value)) : undefined;
  const grades = reading.judgements?.map((read) => [read.value.area, read.value.grade] as const);
  const facts = listed(reading.facts, ({ type }) => type);
  const short = {
    authority: value(reading.authority)?.key,
    framework: value(reading.framework),
    version: value(reading.version),
    inspectionKind: value(reading.inspectionKind),
    visitKind: value(reading.visitKind),
    days: value(reading.days),
    letterDate: value(reading.letterDate),
    published: value(reading.published),
    judgements: grades && grades.length > 0 ? Object.fromEntries(grades) : undefined,
    findings: listed(reading.findings, ({ kind, theme }) => `${kind} ${theme ?? 'not classified'}`),
    inspectors: listed(reading.inspectors, ({ role, name }) => `${role} ${name}`),
    addressee: value(reading.addressee)?.name,
    visitSequence: value(reading.visitSequence),
    visitSince: value(reading.visitSince),
    topic: value(reading.topic)?.code,
    progress: value(reading.progress),
    priorityAction: value(reading.priorityAction),
    outcome: value(reading.outcome),
    facts: facts && [...new Set(facts)].sort(),
    publisher: reading.source?.publisher,
    enclosed: reading.enclosed?.length ? reading.enclosed.map(inShort) : undefined,
    problems:
      reading.problems.length > 0 ? reading.problems.map(({ reason }) => reason) : undefined,
  };
  return Object.fromEntries(Object.entries(short).filter(([, field]) => field !== undefined));
}
