import type { ClaimEvent } from '@monitoring-timeline/core';
import { inTurns } from '../breathe.ts';
import type { ImportJob } from '../import-run.ts';
import type { FileReading, Problem, Proposal } from '../proposal.ts';
import { excerpt } from '../readers/lines.ts';
import { type Violation, violationOf } from './claim-rules.ts';
import { findEstablished } from './established.ts';

/** The rules that claims break, one entry a claim, in their order; undefined for a claim that breaks none. */
export async function violationsOf(
  run: ImportJob,
  events: readonly ClaimEvent[],
): Promise<readonly (Violation | undefined)[]> {
  const { directory, today, established } = run;
  await findEstablished(events, run);
  const violations: (Violation | undefined)[] = [];
  for await (const event of inTurns(events)) {
    violations.push(violationOf(event, { directory, today, established }));
  }
  return violations;
}

/** A claim that breaks a rule, as a problem with what a person would agree to. */
export function refused(
  { reason, message }: Violation,
  locator: string,
  claims: readonly ClaimEvent[],
): Problem {
  return { reason, message, locator, given: excerpt(JSON.stringify(claims[0])), claims };
}

/** Which proposals of a file may be appended, and the others as problems. A row of a table is taken whole or not at all. */
export async function lawful(
  run: ImportJob,
  { proposals: given, document }: FileReading,
): Promise<{ readonly proposals: readonly Proposal[]; readonly problems: readonly Problem[] }> {
  const events: ClaimEvent[] = [];
  for await (const { event } of inTurns(given)) events.push(event);
  const violations = await violationsOf(run, events);
  const rows = new Map<string, ClaimEvent[]>();
  if (document === undefined) {
    for await (const { event, locator, exact } of inTurns(given)) {
      const row = rows.get(locator);
      if (row) row.push(event);
      else if (!exact) rows.set(locator, [event]);
    }
  }
  const problems: Problem[] = [];
  const refusedRows = new Set<string>();
  for await (const [index, { event, locator, exact }] of inTurns(given.entries())) {
    const violation = violations[index];
    if (!violation) continue;
    const row = exact ? undefined : rows.get(locator);
    if (row && refusedRows.has(locator)) continue;
    if (row) refusedRows.add(locator);
    problems.push(refused(violation, locator, row ?? [event]));
  }
  if (problems.length === 0) return { proposals: given, problems };
  const proposals: Proposal[] = [];
  for await (const [index, proposal] of inTurns(given.entries())) {
    const { locator, exact } = proposal;
    if (!violations[index] && (exact || !refusedRows.has(locator))) proposals.push(proposal);
  }
  return { proposals, problems };
}
