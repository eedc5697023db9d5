import { type Directory, sentenceOf } from '@monitoring-timeline/core';
import {
  type Confidence,
  type DocumentReading,
  type FileReading,
  showLocators,
  wholeConfidence,
} from '@monitoring-timeline/ingest';
import { doubtsOf } from './doubts.ts';
import type { ReadEntry } from './entry.ts';
import { fieldsOf, listedFieldsOf } from './fields.ts';

/** How sure a reading is, as the number that the contract asks for: printed outright, read by a rule that can fail, guessed. */
const weights: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.7, low: 0.3 };

/** What a document says, as one entry, with the place of every field and how sure each is; documents bound into it follow. */
export function documentEntries(
  file: FileReading,
  directory: Directory,
  nameOf: (id: string) => string | null,
): readonly ReadEntry[] {
  const { document } = file;
  if (!document) return [];
  const events = file.proposals.map(({ event }) => ({
    id: event.id,
    type: event.type,
    summary: sentenceOf(event, nameOf),
  }));
  const [first, ...enclosed] = [document.reading, ...(document.reading.enclosed ?? [])];
  return [
    entryOf(file, first, directory, {
      events,
      problems: file.problems,
      doubts: doubtsOf(file.proposals),
    }),
    ...enclosed.map((reading) =>
      entryOf(file, reading, directory, { events: [], problems: [], doubts: [] }),
    ),
  ];
}

function entryOf(
  { file, document }: FileReading,
  reading: DocumentReading,
  directory: Directory,
  rest: Pick<ReadEntry, 'events' | 'problems' | 'doubts'>,
): ReadEntry {
  const place = { paged: document?.paged ?? false };
  const fields = fieldsOf(reading);
  const listed = listedFieldsOf({ ...reading, facts: [] });
  const days = reading.days?.value;
  const authority = reading.authority?.value;
  const key = authority ? directory.get(authority.key) : undefined;
  const evidence = [...fields, ...listed].flatMap(({ name, read }) => {
    const where = read.locators.length > 0 ? showLocators(place, read.locators) : read.note;
    return where ? [[name, where] as const] : [];
  });
  return {
    file,
    kind: reading.kind,
    locator: null,
    authority: authority?.name ?? null,
    urn: reading.urn?.value ?? key?.codes.urn.at(-1)?.code ?? null,
    framework: reading.framework?.value ?? null,
    version: reading.version?.value ?? null,
    inspectionKind: reading.inspectionKind?.value ?? null,
    visitKind: reading.visitKind?.value ?? null,
    startDate: days?.from ?? null,
    endDate: days?.to ?? null,
    parts: days?.parts ?? [],
    letterDate: reading.letterDate?.value ?? null,
    publishedDate: reading.published?.value ?? null,
    judgements: Object.fromEntries(
      (reading.judgements ?? []).map(({ value }) => [value.area, value.grade]),
    ),
    findings: (reading.findings ?? []).map(({ value }) => ({
      kind: value.kind,
      number: value.number ?? null,
      topic: value.topic,
    })),
    visitSequence: reading.visitSequence?.value ?? null,
    topic: reading.topic?.value.printed ?? null,
    progress: reading.progress?.value ?? null,
    outcome: reading.outcome?.value ?? null,
    leadInspector:
      reading.inspectors?.find(({ value }) => value.role === 'lead')?.value.name ?? null,
    inspectors: (reading.inspectors ?? []).map(({ value }) => value),
    addressee: reading.addressee?.value.name ?? reading.addressee?.value.role ?? null,
    previous: reading.previous?.value ?? null,
    facts: (reading.facts ?? []).map(({ value, locators, confidence }) => ({
      type: value.type,
      occurred: value.occurred,
      data: value.data,
      locator: showLocators(place, locators),
      confidence,
    })),
    unexplained: (reading.unexplained ?? []).map(({ value, locators }) => ({
      ...value,
      locator: showLocators(place, locators),
    })),
    confidence: weights[wholeConfidence(reading)],
    confidences: Object.fromEntries(
      [...fields, ...listed].map(({ name, read }) => [name, read.confidence]),
    ),
    notes: Object.fromEntries(
      fields.flatMap(({ name, read }) => (read.note ? [[name, read.note] as const] : [])),
    ),
    evidence: Object.fromEntries(evidence),
    ...rest,
  };
}
