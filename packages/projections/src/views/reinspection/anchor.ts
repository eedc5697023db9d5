import {
  type Activity,
  bounds,
  type Claim,
  type EpochDay,
  earliestOf,
  isoDay,
  latestOf,
  type Moment,
  type Resolved,
} from '@monitoring-timeline/core';
import type { AnchorKind } from '../../policy/schema.ts';
import { momentText, startText } from '../moment.ts';

/** The day that a clock runs from. */
export interface Anchor {
  /** The rule's day, or the one that had to stand in for it. */
  readonly kind: AnchorKind;
  readonly day: EpochDay;
  /** As precise as its source gives it. A coarse day counts from its last possible one, so that nothing is late too early. */
  readonly date: string;
  readonly exact: boolean;
  /** True where the rule counts from a day that is not on record, and this one stands in for it. */
  readonly assumed: boolean;
  /** Id of the event that gives it; undefined for the establishment of an authority of the shipped directory. */
  readonly event: string | undefined;
}

/** What follows what, where a day is not on record: the later one, so that nothing is late too early. */
const standIns: Readonly<Record<AnchorKind, readonly AnchorKind[]>> = {
  start: ['start', 'end', 'publication'],
  end: ['end', 'publication', 'start'],
  publication: ['publication', 'end', 'start'],
  receipt: ['receipt', 'publication', 'end', 'start'],
  last_visit: [],
  established: [],
  intervention: [],
};

/** The day of an inspection or visit that a rule counts from. `knownOn` serves where its publication day is not on record. */
export function anchorOf(
  kind: AnchorKind,
  activity: Activity,
  asOf: EpochDay,
  knownOn?: { readonly day: EpochDay; readonly event: string },
): Anchor | undefined {
  for (const candidate of standIns[kind]) {
    const found = dayOf(candidate, activity, asOf);
    if (found) return { ...found, kind: candidate, assumed: candidate !== kind };
    if (candidate === 'publication' && knownOn) {
      return {
        kind: 'publication',
        day: knownOn.day,
        date: isoDay(knownOn.day),
        exact: false,
        assumed: true,
        event: knownOn.event,
      };
    }
  }
  return undefined;
}

function dayOf(
  kind: AnchorKind,
  activity: Activity,
  asOf: EpochDay,
): Pick<Anchor, 'day' | 'date' | 'exact' | 'event'> | undefined {
  if (kind === 'receipt') return receipt(activity.claims, asOf);
  const resolved: Resolved<Moment> | undefined =
    kind === 'publication' ? activity.published : kind === 'end' ? activity.end : activity.start;
  if (!resolved) return undefined;
  return {
    day: latestOf(resolved.value),
    date: momentText(resolved.value)!,
    exact: earliestOf(resolved.value) === latestOf(resolved.value),
    event: resolved.claim.event.id,
  };
}

/** The first receipt on record by a day. */
function receipt(
  claims: readonly Claim[],
  asOf: EpochDay,
): Pick<Anchor, 'day' | 'date' | 'exact' | 'event'> | undefined {
  const received = claims
    .filter(({ event }) => event.type === 'ReportReceived')
    .map(({ event }) => ({ event, ...bounds(event.occurred) }))
    .filter(({ startLatest }) => startLatest <= asOf)
    .sort((a, b) => a.startLatest - b.startLatest || (a.event.id < b.event.id ? -1 : 1));
  const first = received[0];
  if (!first) return undefined;
  return {
    day: first.startLatest,
    date: startText(first.event.occurred),
    exact: first.startEarliest === first.startLatest,
    event: first.event.id,
  };
}

/** The day on which something began, as one claim tells it. */
export function anchorOfClaim(kind: AnchorKind, { event }: Claim): Anchor {
  const { startEarliest, startLatest } = bounds(event.occurred);
  return {
    kind,
    day: startLatest,
    date: startText(event.occurred),
    exact: startEarliest === startLatest,
    assumed: false,
    event: event.id,
  };
}
