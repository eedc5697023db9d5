import { type ClaimEvent, codeWords } from '@monitoring-timeline/core';
import { differences, type Json } from '../differences.ts';
import { withoutAbsent } from '../proposal.ts';
import { correctingTo } from './correcting-to.ts';
import type { DocumentBuilder } from './document-builder.ts';
import type { DocumentReading, Read } from './reading.ts';

/** What a field is called in a sentence to a person. */
const single = {
  framework: 'The framework',
  inspectionKind: 'The kind of inspection',
  visitKind: 'The kind of visit',
  visitSequence: 'Which visit it was',
  visitSince: 'Since which report the visits are counted',
  topic: 'The topic',
  progress: 'The progress that was seen',
  priorityAction: 'Whether a priority action was raised',
  outcome: 'The outcome',
} as const satisfies Partial<Record<keyof DocumentReading, string>>;

const listed = {
  judgements: 'A judgement',
  findings: 'A finding',
  inspectors: 'An inspector',
  scope: 'A part of the scope',
} as const satisfies Partial<Record<keyof DocumentReading, string>>;

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object' || value === null) return codeWords(String(value));
  const { printed, topic, name } = value as Readonly<Record<string, unknown>>;
  return String(printed ?? topic ?? name ?? JSON.stringify(value));
}

/**
 * Tells of every field that is only guessed and so stands in no claim, with the corrections by which the claims would say it, where a
 * person agrees. Days, the date of a letter and the authority are asked about together with the claims that hang on them.
 * @param claimsOf the claims of a reading, of which nothing is added
 */
export function tellLeftOut(
  builder: DocumentBuilder,
  reading: DocumentReading,
  claimsOf: (reading: DocumentReading) => readonly ClaimEvent[],
): void {
  const tell = (
    what: string,
    { value, locators, confidence, note }: Read<unknown>,
    surely?: DocumentReading,
  ): void => {
    if (confidence !== 'low') return;
    const text = shown(value).slice(0, 200);
    const corrections =
      surely === undefined ? [] : saying(builder, claimsOf(surely), builder.place(locators), text);
    const next =
      corrections.length > 0
        ? 'Look at the passage, and accept it if it is right.'
        : 'Look at the passage: where it is right, put it into the claim with `timeline correct`, then reject this.';
    const message = `${what} was read as "${text}" but is not sure (${note ?? 'no reason given'}), so no claim says it; everything else was taken. ${next}`;
    builder.problem('unsure', message, locators, corrections);
  };
  for (const [field, what] of Object.entries(single)) {
    const read = reading[field as keyof typeof single];
    if (read) tell(what, read, { ...reading, [field]: { ...read, confidence: 'medium' } });
  }
  for (const [field, what] of Object.entries(listed)) {
    for (const read of reading[field as keyof typeof listed] ?? []) tell(what, read);
  }
}

/**
 * The corrections by which the claims of a document would say what the claims of another reading of it say. None where the two do not
 * claim the same things of the same days: a kind of visit that is not sure makes another claim, not another word in it.
 */
function saying(
  { proposals }: DocumentBuilder,
  wanted: readonly ClaimEvent[],
  locator: string,
  text: string,
): readonly ClaimEvent[] {
  const same = new Set(wanted.map(({ id }) => id));
  const left = proposals.filter(({ event }) => !same.has(event.id)).map(({ event }) => event);
  const there = new Set(proposals.map(({ event }) => event.id));
  const other = wanted.filter(({ id }) => !there.has(id));
  const pairs = other.map((claim) => [left.filter((one) => alike(one, claim)), claim] as const);
  if (left.length !== other.length || pairs.some(([matches]) => matches.length !== 1)) return [];
  return pairs.flatMap(([[claim], { data }]) =>
    claim
      ? correctingTo(claim, data, locator, `Read as "${text}", and looked at by a person.`)
      : [],
  );
}

/** Whether two claims differ in their data at most. */
function alike(a: ClaimEvent, b: ClaimEvent): boolean {
  const frame = ({ type, authority, occurred, known, source }: ClaimEvent): Json =>
    withoutAbsent({ type, authority, occurred, known, source }) as Json;
  return differences(frame(a), frame(b), '').length === 0;
}
