import type { DocumentProblem, FactRead, Read, UnexplainedRead } from '../reading.ts';
import type { Block, Section } from '../statements.ts';
import type { FactContext, FactsRead } from './fact-context.ts';
import { readAreaProfile } from './indicators/area-profile.ts';
import { readProse } from './indicators/prose.ts';

const keyOf = ({ value }: Read<FactRead>): string =>
  JSON.stringify([value.data.indicator, value.occurred, value.data.unit]);

/** Of several readings of one indicator at one time the first stands, and what says otherwise is told. */
function settled(facts: readonly Read<FactRead>[]): FactsRead {
  const kept = new Map<string, Read<FactRead>>();
  const problems: DocumentProblem[] = [];
  for (const fact of facts) {
    const there = kept.get(keyOf(fact));
    if (!there) kept.set(keyOf(fact), fact);
    else if (there.value.data.value !== fact.value.data.value) {
      const message = `The document gives ${String(there.value.data.printed)} and ${String(fact.value.data.printed)} for "${String(fact.value.data.topic)}" at one time; the first was taken. Look at both: accept this to take the second instead, or reject it.`;
      const rather = { taken: there.value, other: fact.value };
      const locators = [...there.locators, ...fact.locators];
      problems.push({ reason: 'values_differ', message, locators, rather });
    }
  }
  return { facts: [...kept.values()], problems };
}

export interface IndicatorsRead extends FactsRead {
  /** Figures in running text that no measure explains, each with its sentence. */
  readonly unexplained: readonly Read<UnexplainedRead>[];
}

/** What children are told, what is asked for, and the lists that have rules of their own. */
const notProse = new Set<Section>([
  'summary_for_children',
  'recommendations',
  'previous_inspections',
  'living_here',
  'child_protection',
  'looked_after',
]);

/**
 * Figures of a report or letter: counts, shares, rates per 10,000, parts of a whole, with the day or period they are of and what they
 * are compared with. A share that does not follow from its own parts is kept as printed, flagged and told.
 */
export function readIndicators(blocks: readonly Block[], context: FactContext): IndicatorsRead {
  const running = blocks.filter(({ section }) => !notProse.has(section));
  const profile = readAreaProfile(blocks, context);
  const { facts, unexplained } = readProse(running, context);
  return { ...settled([...profile, ...facts]), unexplained };
}
