import type { DocumentReading, FactRead, Read } from '../reading.ts';
import proofs from './proofs.generated.json' with { type: 'json' };

/** How many reports and letters a rule was seen to read something in, and some of them by the hash at the end of their file's name. */
export interface Proof {
  readonly reports: number;
  readonly documents: readonly string[];
}

/** What each rule for single facts stands by, as `pnpm corpus --rules` finds it in ../shared. */
export const provenRules: Readonly<Record<string, Proof>> = proofs;

function capped(read: Read<FactRead>): Read<FactRead> {
  const alone = read.rules?.find((rule) => (provenRules[rule]?.reports ?? 0) < 2);
  if (alone === undefined || read.confidence === 'low') return read;
  const why = `the rule "${alone}" is proven by no more than one document`;
  return { ...read, confidence: 'low', note: read.note ? `${read.note}; ${why}` : why };
}

/**
 * A reading in which nothing is surer than the rules that read it: one that only a single document proves may have been written on
 * that document, so a person looks at what it reads.
 */
export function withinProof(reading: DocumentReading): DocumentReading {
  const { facts, enclosed } = reading;
  return {
    ...reading,
    ...(facts ? { facts: facts.map(capped) } : {}),
    ...(enclosed ? { enclosed: enclosed.map(withinProof) } : {}),
  };
}
