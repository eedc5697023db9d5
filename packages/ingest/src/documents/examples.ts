import type { Area, GradeOrNot } from '@monitoring-timeline/core';
import type { DaysRead, DocumentReading, Read } from './reading.ts';

/** What is read in an example, in short: values without places. A field that is not read is absent. */
export interface ReadingInShort {
  /** Key of the authority in the directory. */
  readonly authority?: string;
  /** Framework of the inspectorate, such as `ILACS`. */
  readonly framework?: string;
  /** Version of the framework, such as `2018`. */
  readonly version?: string;
  /** Form of the inspection, such as `standard` or `short`. */
  readonly inspectionKind?: string;
  /** Kind of the visit, such as `monitoring` or `focused`. */
  readonly visitKind?: string;
  /** When inspectors were on site. */
  readonly days?: DaysRead;
  /** ISO day that a letter is dated. */
  readonly letterDate?: string;
  /** ISO day on which it came out. */
  readonly published?: string;
  /** The grade of each area that is judged. */
  readonly judgements?: Readonly<Partial<Record<Area, GradeOrNot>>>;
  /** Each as its kind and theme: "recommendation plans". */
  readonly findings?: readonly string[];
  /** Each as role and name: "lead Ann Example". */
  readonly inspectors?: readonly string[];
  /** Name of whom a letter is addressed to. */
  readonly addressee?: string;
  /** Which monitoring visit since the report of `visitSince`, from 1. */
  readonly visitSequence?: number;
  /** Publication (ISO day or month) of the report that the sequence counts from. */
  readonly visitSince?: string;
  /** Its code. */
  readonly topic?: string;
  /** Code of what a letter says of progress. */
  readonly progress?: string;
  /** Whether areas for priority action are named. */
  readonly priorityAction?: boolean;
  /** Outcome of an area SEND inspection, which has no grade. */
  readonly outcome?: string;
  /** Type of each, once, alphabetical. */
  readonly facts?: readonly string[];
  /** Publisher of what does not speak for the inspectorate itself. */
  readonly publisher?: string;
  /** What is read in each of the documents bound into this one. */
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
