import { eventType } from './catalogue.ts';

/**
 * How much the record of one authority may hold. It is read, matched and weighed as a whole, so its length is what an answer costs;
 * what is far beyond anything real is a mistake or an attack. The longest of the shipped record holds 207 claims, 38 of them lasting.
 */
export const recordLimits = {
  /** Claims and repairs, all together. */
  claims: 5_000,
  /** Of them those about posts, interventions and who delivers the services: each is weighed against each other. */
  lasting: 500,
} as const;

const lasting: ReadonlySet<string | undefined> = new Set(['post', 'intervention', 'delivery']);

/** Whether a claim of a type speaks of what lasts until somebody tells of its end. */
export function speaksOfLasting(type: string): boolean {
  return lasting.has(eventType(type)?.speaksOf);
}
