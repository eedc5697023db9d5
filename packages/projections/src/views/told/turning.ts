import {
  addDays,
  addMonths,
  bounds,
  type Claim,
  type EpochDay,
  epochDay,
} from '@monitoring-timeline/core';
import { tellingRules } from '../../policy/england-children/telling.ts';
import type { Policy } from '../../policy/schema.ts';
import { type LastingKind, lastingKinds, type TellingRule } from '../../policy/telling.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import { oncePer } from '../once.ts';
import { tellingOf } from './told.ts';

/**
 * The next day after `day` on which what lasts is told otherwise by time alone: a telling becomes too old for a rule, a body ends, a
 * rule becomes known. Undefined for never. It may name a day on which nothing changes after all; it never passes one over.
 */
export function nextTellingDay(
  record: AuthorityRecord,
  day: EpochDay,
  policy: Pick<Policy, 'telling'> | undefined,
  of: readonly LastingKind[] = lastingKinds,
): EpochDay | undefined {
  const rules = policy?.telling ?? tellingRules;
  const ages = agesOf(rules);
  let next: EpochDay | undefined;
  const offer = (other: EpochDay) => {
    if (Number.isFinite(other) && other > day && (next === undefined || other < next)) next = other;
  };
  let anything = false;
  const claims = [...record.claims()];
  const found = of.includes('finding') && claims.some(hasFindings);
  for (const claim of claims) {
    const kind = lastingIn(claim);
    if (kind === undefined || !of.includes(kind) || (kind === 'finding' && !found)) continue;
    for (const told of tellingDays(claim)) {
      anything = true;
      for (const months of ages.get(kind) ?? []) offer(addDays(addMonths(told, months), 1));
    }
  }
  if (!anything) return undefined;
  for (const { known, when } of rules) {
    offer(epochDay(known));
    if (when.test === 'body_ended') offer(addDays(epochDay(when.on), 1));
  }
  return next;
}

/** The ages at which a telling of each kind is too old for some rule, in months. */
const agesOf = oncePer((rules: readonly TellingRule[]) => {
  const ages = new Map<LastingKind, Set<number>>(lastingKinds.map((kind) => [kind, new Set()]));
  for (const { when } of rules) {
    // a post for a time is the only thing that lapses
    if ('months' in when) ages.get(when.test === 'lapses' ? 'post' : when.of)?.add(when.months);
  }
  return ages;
});

function hasFindings({ event }: Claim): boolean {
  return event.type === 'ReportPublished' && (event.data.findings?.length ?? 0) > 0;
}

/** What of all that lasts a claim can tell. */
function lastingIn({ event }: Claim): LastingKind | undefined {
  switch (event.type) {
    case 'LeadershipChanged':
    case 'LeadershipObserved':
      return 'post';
    case 'InterventionStarted':
      return 'intervention';
    case 'DeliveryChanged':
      return 'delivery';
    case 'ThemeRaised':
    case 'ThemeStillEvident':
      return 'theme';
    case 'CommitmentMade':
      return 'commitment';
    case 'InspectionCarriedOut':
    case 'VisitCarriedOut':
    case 'ReportPublished':
      return 'finding';
    default:
      return undefined;
  }
}

/** The days from which the ages of what a claim tells are counted. */
function tellingDays(claim: Claim): readonly EpochDay[] {
  const { event } = claim;
  switch (event.type) {
    case 'CommitmentMade': {
      const due = event.data.due ? bounds(event.data.due) : undefined;
      const ends = due ? [due.startLatest, due.endLatest] : [];
      return [tellingOf(claim).day, ...ends.filter((one) => Number.isFinite(one))];
    }
    case 'InspectionCarriedOut':
    case 'VisitCarriedOut':
    case 'ReportPublished': {
      // a finding is of the last day on site, else of the first, else of publication
      const days = [
        event.occurred,
        ...(event.type === 'ReportPublished' && event.data.of.days ? [event.data.of.days] : []),
      ];
      return days
        .flatMap((date) => [
          bounds(date).startEarliest,
          bounds(date).startLatest,
          bounds(date).endLatest,
        ])
        .filter((one) => Number.isFinite(one));
    }
    default:
      return [tellingOf(claim).day];
  }
}
