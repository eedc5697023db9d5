import { bounds, byPrecedence, type EpochDay, type NameOf } from '@monitoring-timeline/core';
import type { Delivery, InterventionInForce } from '../../answers/interventions.ts';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { because } from '../evidence.ts';
import { startText } from '../moment.ts';

type Started = ClaimOf<'InterventionStarted'>;

/**
 * Interventions begun by a day and not known to have ended by it. An end closes what began before it under the same
 * instrument; a later start of the same instrument, or one that says it replaces it, takes its place.
 */
export function interventionsInForce(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
): readonly InterventionInForce[] {
  const ends = knowledge.of('InterventionEnded').filter((claim) => first(claim) <= asOf);
  const starts = knowledge
    .of('InterventionStarted')
    .filter((claim) => first(claim) <= asOf)
    .sort((a, b) => byFirst(a, b) || byPrecedence(b, a));
  const inForce = new Map<string, Started>();
  for (const start of starts) {
    const { instrument, replaces } = start.event.data;
    if (replaces) inForce.delete(replaces);
    inForce.set(instrument, start);
  }
  for (const end of ends) {
    const start = inForce.get(end.event.data.instrument);
    if (start && first(start) <= last(end)) inForce.delete(end.event.data.instrument);
  }
  return [...inForce.values()].map((claim) => {
    const { instrument, title, person } = claim.event.data;
    return {
      instrument,
      title: title ?? null,
      person: person === undefined ? null : nameOf(person),
      since: startText(claim.event.occurred),
      uncertain: asOf < bounds(claim.event.occurred).startLatest,
      reportedBy: claim.event.source.publisher,
      because: because(claim),
    };
  });
}

/** Who delivers children's services on a day, by the last change that had taken effect. */
export function deliveryOn(knowledge: Knowledge, asOf: EpochDay): Delivery {
  const changes = knowledge
    .of('DeliveryChanged')
    .filter(({ event }) => event.data.stage === 'delivering' || event.data.stage === 'ended')
    .filter((claim) => first(claim) <= asOf)
    .sort((a, b) => byFirst(a, b) || byPrecedence(b, a));
  const change = changes.at(-1);
  if (!change || change.event.data.stage === 'ended') {
    // before the first change on record, and after one that ended, it is the council; where no source speaks of it, nobody knows
    const onRecord = knowledge.of('DeliveryChanged').length > 0;
    return {
      provider: onRecord ? 'council' : null,
      form: onRecord ? 'council' : 'not_known',
      since: change ? startText(change.event.occurred) : null,
      uncertain: false,
      because: because(change, change ? [] : knowledge.of('DeliveryChanged')),
    };
  }
  const { provider, form } = change.event.data;
  const exact = finest(change, knowledge.of('DeliveryChanged'));
  return {
    provider,
    form,
    since: startText(exact.event.occurred),
    uncertain: asOf < bounds(exact.event.occurred).startLatest,
    because: because(change, exact),
  };
}

/** The claim that dates the same change most finely: a month that another source gives to the day is that day. */
function finest(
  change: ClaimOf<'DeliveryChanged'>,
  all: readonly ClaimOf<'DeliveryChanged'>[],
): ClaimOf<'DeliveryChanged'> {
  const whole = bounds(change.event.occurred);
  const width = whole.startLatest - whole.startEarliest;
  return (
    all.find(({ event }) => {
      const { startEarliest, startLatest } = bounds(event.occurred);
      return (
        event.data.provider === change.event.data.provider &&
        event.data.stage === change.event.data.stage &&
        startEarliest >= whole.startEarliest &&
        startLatest <= whole.startLatest &&
        startLatest - startEarliest < width
      );
    }) ?? change
  );
}

/** By comparison, never by difference: a date given as `by` has no first day, and -Infinity less itself is no number. */
function byFirst(a: Parameters<typeof first>[0], b: Parameters<typeof first>[0]): number {
  const [left, right] = [first(a), first(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function first(claim: {
  event: Started['event'] | { occurred: Started['event']['occurred'] };
}): number {
  const { startEarliest, endEarliest } = bounds(claim.event.occurred);
  return Number.isFinite(startEarliest) ? startEarliest : endEarliest;
}

function last(claim: { event: { occurred: Started['event']['occurred'] } }): number {
  return bounds(claim.event.occurred).startLatest;
}
