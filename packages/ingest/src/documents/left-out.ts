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
  if (typeof value !== 'object' || value === null) return String(value).replaceAll('_', ' ');
  const { printed, topic, name } = value as Readonly<Record<string, unknown>>;
  return String(printed ?? topic ?? name ?? JSON.stringify(value));
}

/**
 * Tells of every field that is only guessed and so stands in no claim. Days, the date of a letter and the authority are asked about
 * together with the claims that hang on them.
 */
export function tellLeftOut(builder: DocumentBuilder, reading: DocumentReading): void {
  const tell = (what: string, { value, locators, confidence, note }: Read<unknown>): void => {
    if (confidence !== 'low') return;
    const message = `${what} was read as "${shown(value).slice(0, 200)}" but is not sure (${note ?? 'no reason given'}), so no claim says it; everything else was taken. Look at the passage: where it is right, put it into the claim with \`timeline correct\`, then reject this.`;
    builder.problem('unsure', message, locators);
  };
  for (const [field, what] of Object.entries(single)) {
    const read = reading[field as keyof typeof single];
    if (read) tell(what, read);
  }
  for (const [field, what] of Object.entries(listed)) {
    for (const read of reading[field as keyof typeof listed] ?? []) tell(what, read);
  }
}
