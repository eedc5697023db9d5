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
import type { AuthorityRecord } from '../../record/authority-record.ts';
import { tellingOf } from './told.ts';

/**
 * The next day after `day` on which what lasts is told otherwise by time alone: a telling becomes too old for a rule, a body ends, a
 * rule becomes known. Undefined for never. It may name a day on which nothing changes after all; it never passes one over.
 */
export function nextTellingDay(
  record: AuthorityRecord,
  day: EpochDay,
  policy: Pick<Policy, 'telling'> | undefined,
): EpochDay | undefined {
  const rules = policy?.telling ?? tellingRules;
  const ages = new Set(rules.flatMap(({ when }) => ('months' in when ? [when.months] : [])));
  let next: EpochDay | undefined;
  const offer = (other: EpochDay) => {
    if (Number.isFinite(other) && other > day && (next === undefined || other < next)) next = other;
  };
  let anything = false;
  for (const claim of record.claims()) {
    for (const told of tellingDays(claim)) {
      anything = true;
      for (const months of ages) offer(addDays(addMonths(told, months), 1));
    }
  }
  if (!anything) return undefined;
  for (const { known, when } of rules) {
    offer(epochDay(known));
    if (when.test === 'body_ended') offer(addDays(epochDay(when.on), 1));
  }
  return next;
}

/** The days from which the ages of what a claim tells are counted. */
function tellingDays(claim: Claim): readonly EpochDay[] {
  const { event } = claim;
  switch (event.type) {
    case 'LeadershipChanged':
    case 'LeadershipObserved':
    case 'InterventionStarted':
    case 'DeliveryChanged':
    case 'ThemeRaised':
    case 'ThemeStillEvident':
      return [tellingOf(claim).day];
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
      return [];
  }
}
