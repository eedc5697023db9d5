import {
  bounds,
  byPrecedence,
  type Claim,
  type EpochDay,
  isoDay,
  type NameOf,
  type PartialDate,
  toText,
} from '@monitoring-timeline/core';
import type {
  DeliveryStage,
  Intervention,
  InterventionsHistory,
} from '../../answers/interventions.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { byOccurred, compareText, firstDay } from '../dated.ts';
import { because, evidenceOf } from '../evidence.ts';
import { startText } from '../moment.ts';
import { deliveryOn, interventionsInForce } from './in-force.ts';

/** `replaced`: a later one of the same instrument, or one that says so, took its place. */
export type InterventionStatus = 'in_force' | 'ended' | 'replaced';

/** Government intervention over time. It is independent of grades: it may end without one, and begin without one. */
export function interventionsHistory(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): InterventionsHistory {
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const history = interventionEpisodes(knowledge, asOf, context.nameOf);
  const deliveryHistory = knowledge
    .of('DeliveryChanged')
    .filter(({ event }) => firstDay(event.occurred) <= asOf)
    .toSorted(byOccurred)
    .map(deliveryStage);
  const rows = [...history, ...deliveryHistory];
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    inForce: interventionsInForce(knowledge, asOf, context.nameOf),
    history,
    delivery: deliveryOn(knowledge, asOf),
    deliveryHistory,
    note:
      history.length === 0
        ? 'none known'
        : 'an end that no source tells of does not say that the intervention goes on',
    because: [...new Set(rows.flatMap((row) => row.because))].sort(),
  };
}

function deliveryStage(claim: ClaimOf<'DeliveryChanged'>): DeliveryStage {
  const { provider, form, stage, note } = claim.event.data;
  return {
    provider,
    form,
    stage,
    when: toText(claim.event.occurred),
    note: note ?? null,
    publisher: claim.event.source.publisher,
    because: because(claim),
  };
}

type Started = ClaimOf<'InterventionStarted'>;
type Ended = ClaimOf<'InterventionEnded'>;

interface Episode {
  readonly instrument: string;
  readonly starts: Started[];
  readonly ends: Ended[];
  replacedBy: Episode | undefined;
}

/**
 * Interventions that began by a day, each with its end. Sources that name overlapping days for the start of one instrument
 * speak of one; a start given only as `by` joins the latest on or before that day. An end closes the latest episode of its
 * instrument that had begun by then.
 */
export function interventionEpisodes(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
): readonly Intervention[] {
  const episodes = pairEnds(
    startEpisodes(knowledge.of('InterventionStarted')),
    knowledge.of('InterventionEnded'),
  );
  return episodes
    .filter((episode) => earliest(episode) <= asOf)
    .sort(
      (a, b) =>
        beginning(a) - beginning(b) ||
        compareText(a.instrument, b.instrument) ||
        compareText(idOf(a), idOf(b)),
    )
    .map((episode) => shown(episode, asOf, nameOf));
}

function isBy({ event }: Claim): boolean {
  return event.occurred.precision === 'by';
}

function startEpisodes(starts: readonly Started[]): readonly Episode[] {
  const episodes: Episode[] = [];
  const open = new Map<string, Episode>();
  // the finest dates first: a month joins the day that falls in it, and never the other way round
  const dated = starts.filter((claim) => !isBy(claim)).toSorted(finestFirst);
  for (const claim of dated) {
    const { instrument } = claim.event.data;
    const same = episodes.find(
      (episode) =>
        episode.instrument === instrument &&
        overlap(episode.starts[0]!.event.occurred, claim.event.occurred),
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
      bounds(episode.starts[0]!.event.occurred).startEarliest <= by,
  );
  if (latest) latest.starts.push(claim);
  else episodes.unshift({ instrument, starts: [claim], ends: [], replacedBy: undefined });
}

function replacedIn({ starts }: Episode): readonly string[] {
  return starts.flatMap(({ event }) => event.data.replaces ?? []);
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
      (candidate) => candidate.instrument === instrument && beginning(candidate) <= last,
    );
    if (episode) episode.ends.push(end);
    else all.push({ instrument, starts: [], ends: [end], replacedBy: undefined });
  }
  return all;
}

/** First day on which it can have begun; of an intervention told of by its end alone, that end. */
function beginning({ starts, ends }: Episode): EpochDay {
  return firstDay((starts[0] ?? ends[0])!.event.occurred);
}

/** An intervention that began `by` a day may have begun on any day before it. */
function earliest({ starts, ends }: Episode): EpochDay {
  return bounds((starts[0] ?? ends[0])!.event.occurred).startEarliest;
}

function idOf({ starts, ends }: Episode): string {
  return (starts[0] ?? ends[0])!.event.id;
}

function shown(episode: Episode, asOf: EpochDay, nameOf: NameOf): Intervention {
  const { instrument, starts, replacedBy } = episode;
  const ends = episode.ends.filter((claim) => firstDay(claim.event.occurred) <= asOf);
  const replaced = replacedBy !== undefined && beginning(replacedBy) <= asOf;
  const ordered = starts.toSorted(byPrecedence);
  const person = ordered.find(({ event }) => event.data.person)?.event.data.person;
  const taken = starts[0];
  const from = taken ? startOf(taken) : null;
  const claims = [...starts, ...ends];
  return {
    instrument,
    title: ordered.find(({ event }) => event.data.title)?.event.data.title ?? null,
    person: person === undefined ? null : nameOf(person),
    status: ends.length > 0 ? 'ended' : replaced ? 'replaced' : 'in_force',
    from,
    to: ends[0] ? toText(ends[0].event.occurred) : null,
    replacedBy: replaced && ends.length === 0 ? startOf(replacedBy.starts[0]!) : null,
    uncertain: [taken, ends[0]].some(
      (claim) => claim !== undefined && asOf < bounds(claim.event.occurred).startLatest,
    ),
    startNotes: notes(starts),
    endNotes: notes(ends),
    otherStarts: starts
      .filter((claim) => startOf(claim) !== from)
      .map((claim) => ({ from: startOf(claim), publisher: claim.event.source.publisher })),
    evidence: claims.map(evidenceOf),
    because: because(claims, replaced ? replacedBy.starts[0] : undefined),
  };
}

function startOf({ event }: Started): string {
  return startText(event.occurred);
}

function notes(claims: readonly (Started | Ended)[]): readonly string[] {
  return claims.flatMap(({ event }) => event.data.note ?? []);
}
