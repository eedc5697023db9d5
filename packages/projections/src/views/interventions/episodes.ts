import {
  bounds,
  byPrecedence,
  type Claim,
  type EpochDay,
  type PartialDate,
} from '@monitoring-timeline/core';
import type { Intervention } from '../../answers/interventions.ts';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { byOccurred, compareText, firstDay } from '../dated.ts';
import { oncePer } from '../once.ts';

export type Started = ClaimOf<'InterventionStarted'>;
export type Ended = ClaimOf<'InterventionEnded'>;

/** Claims that speak of one intervention. */
export interface Episode {
  readonly instrument: Intervention['instrument'];
  readonly starts: Started[];
  readonly ends: Ended[];
  /** The next one that takes its place: of the same instrument, or one that says so. */
  replacedBy: Episode | undefined;
}

/**
 * Interventions with their ends, in the order of time. Sources that name overlapping days for the start of one instrument speak
 * of one, unless they name two persons; a start given only as `by` joins the latest on or before that day. An end closes the
 * latest of its instrument that had begun by then, of the person whom it names. A commissioner or adviser told of as the holder
 * of a post is the same appointment.
 */
export const interventionEpisodes = oncePer((knowledge: Knowledge) =>
  episodesIn(knowledge.of(...typesOfInterventions)),
);

const typesOfInterventions = [
  'InterventionStarted',
  'InterventionEnded',
  'LeadershipChanged',
  'LeadershipObserved',
] as const;

const episodesIn = oncePer(
  (claims: readonly ClaimOf<(typeof typesOfInterventions)[number]>[]): readonly Episode[] => {
    const starts: Started[] = [];
    const ends: Ended[] = [];
    for (const claim of claims) {
      const told = appointment(claim) ?? claim;
      if (isStarted(told)) starts.push(told);
      else if (isEnded(told)) ends.push(told);
    }
    return pairEnds(startEpisodes(starts), ends).sort(
      (a, b) =>
        beginning(a) - beginning(b) ||
        compareText(a.instrument, b.instrument) ||
        compareText(firstClaim(a).event.id, firstClaim(b).event.id),
    );
  },
);

function isStarted(claim: Claim): claim is Started {
  return claim.event.type === 'InterventionStarted';
}

function isEnded(claim: Claim): claim is Ended {
  return claim.event.type === 'InterventionEnded';
}

const appointedRoles: ReadonlySet<string> = new Set(['commissioner', 'adviser']);

/** True of a post that is an intervention itself. */
export function isAppointedRole(role: string): boolean {
  return appointedRoles.has(role);
}

/** What is told of the holder of such a post, as the start or end of the appointment, which keeps its id; undefined of anything else. */
function appointment(claim: Claim): Started | Ended | undefined {
  const { event } = claim;
  const seen = event.type === 'LeadershipObserved';
  if ((!seen && event.type !== 'LeadershipChanged') || !isAppointedRole(event.data.role)) {
    return undefined;
  }
  const { role, person, title } = event.data;
  const data = { instrument: role as 'commissioner' | 'adviser', person, title };
  if (event.type === 'LeadershipChanged' && event.data.change === 'ended') {
    return { ...claim, event: { ...event, type: 'InterventionEnded', data } };
  }
  const occurred: PartialDate = seen
    ? { precision: 'by', from: event.occurred.from }
    : event.occurred;
  return { ...claim, event: { ...event, type: 'InterventionStarted', occurred, data } };
}

function isBy({ event }: Claim): boolean {
  return event.occurred.precision === 'by';
}

function startEpisodes(starts: readonly Started[]): readonly Episode[] {
  const episodes: Episode[] = [];
  const open = new Map<string, Episode>();
  // the finest dates first: a month joins the day that falls in it, and never the other way round
  for (const claim of starts.filter((one) => !isBy(one)).toSorted(finestFirst)) {
    const { instrument } = claim.event.data;
    const same = episodes.find(
      (episode) =>
        episode.instrument === instrument &&
        overlap(episode.starts[0]!.event.occurred, claim.event.occurred) &&
        canBeOf(claim, episode),
    );
    if (same) same.starts.push(claim);
    else episodes.push({ instrument, starts: [claim], ends: [], replacedBy: undefined });
  }
  episodes.sort((a, b) => beginning(a) - beginning(b) || compareText(a.instrument, b.instrument));
  for (const episode of episodes) {
    const { instrument } = episode;
    for (const replaced of [instrument, ...replacedIn(episode)]) {
      const before = open.get(replaced);
      if (before && before !== episode) before.replacedBy ??= episode;
      open.delete(replaced);
    }
    open.set(instrument, episode);
  }
  for (const claim of starts.filter(isBy).toSorted(byOccurred)) joinUndated(claim, episodes);
  return episodes;
}

function joinUndated(claim: Started, episodes: Episode[]): void {
  const { instrument } = claim.event.data;
  const by = bounds(claim.event.occurred).startLatest;
  const latest = episodes.findLast(
    (episode) =>
      episode.instrument === instrument &&
      bounds(episode.starts[0]!.event.occurred).startEarliest <= by &&
      canBeOf(claim, episode),
  );
  if (latest) latest.starts.push(claim);
  else episodes.unshift({ instrument, starts: [claim], ends: [], replacedBy: undefined });
}

function replacedIn({ starts }: Episode): readonly string[] {
  return starts.flatMap(({ event }) => event.data.replaces ?? []);
}

/** Whether a claim names nobody else than an intervention does. */
function canBeOf({ event }: Started | Ended, episode: Episode): boolean {
  const own = personOf(episode);
  return own === undefined || event.data.person === undefined || event.data.person === own;
}

/** The person that a claim with precedence names. */
export function personOf({ starts, ends }: Episode): string | undefined {
  const claims: readonly (Started | Ended)[] = [...starts, ...ends];
  return claims.toSorted(byPrecedence).find(({ event }) => event.data.person)?.event.data.person;
}

function finestFirst(a: Claim, b: Claim): number {
  return width(a.event.occurred) - width(b.event.occurred) || byPrecedence(a, b);
}

function width(date: PartialDate): number {
  const { startEarliest, startLatest } = bounds(date);
  return startLatest - startEarliest;
}

function overlap(a: PartialDate, b: PartialDate): boolean {
  const [left, right] = [bounds(a), bounds(b)];
  return left.startEarliest <= right.startLatest && right.startEarliest <= left.startLatest;
}

function pairEnds(episodes: readonly Episode[], ends: readonly Ended[]): Episode[] {
  const all = [...episodes];
  for (const end of ends.toSorted(byOccurred)) {
    const { instrument } = end.event.data;
    const last = bounds(end.event.occurred).endLatest;
    const episode = all.findLast(
      (candidate) =>
        candidate.instrument === instrument &&
        beginning(candidate) <= last &&
        canBeOf(end, candidate),
    );
    if (episode) episode.ends.push(end);
    else all.push({ instrument, starts: [], ends: [end], replacedBy: undefined });
  }
  return all;
}

/** First day on which it can have begun; of an intervention told of by its end alone, that end. */
export function beginning(episode: Episode): EpochDay {
  return firstDay(firstClaim(episode).event.occurred);
}

/** An intervention that began `by` a day may have begun on any day before it. */
export function earliest(episode: Episode): EpochDay {
  return bounds(firstClaim(episode).event.occurred).startEarliest;
}

/** The claim that dates it. */
export function firstClaim({ starts, ends }: Episode): Started | Ended {
  return (starts[0] ?? ends[0])!;
}
