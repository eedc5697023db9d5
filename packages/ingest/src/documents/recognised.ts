import type { Problem, Proposal } from '../proposal.ts';
import { mostClaims } from '../quarantine/proposed.ts';

/** Why what was recognised on pictures waits for a person. */
export const recognisedText = 'recognised_text';

interface Drawn {
  readonly proposals: readonly Proposal[];
  readonly problems: readonly Problem[];
}

/**
 * What was drawn out of a text that a program recognised on pictures of pages: nothing of it is taken, and all of it is asked about, as
 * many claims at once as one decision takes. `sure` is how sure the program was, from 0 to 100.
 */
export function asked({ proposals, problems }: Drawn, sure: number): Drawn {
  const questions: Problem[] = [];
  for (let from = 0; from < proposals.length; from += mostClaims) {
    const part = proposals.slice(from, from + mostClaims);
    questions.push({
      reason: recognisedText,
      message: `Its pages are pictures, and this was recognised on them by a program that was ${sure} in 100 sure of its words. Compare it with the page, then accept it, or give what is right with --file.`,
      locator: part[0]?.locator,
      claims: part.map(({ event }) => event),
    });
  }
  return { proposals: [], problems: [...questions, ...problems] };
}

function isRead(value: object): boolean {
  return 'confidence' in value && 'locators' in value;
}

/** The same reading with every field no surer than a guess. */
export function guessed<T>(reading: T): T {
  const capped = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(capped);
    const parts = Object.entries(value).map(([name, part]) => [name, capped(part)]);
    return { ...Object.fromEntries(parts), ...(isRead(value) ? { confidence: 'low' } : {}) };
  };
  return capped(reading) as T;
}
