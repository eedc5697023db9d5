import {
  type Claim,
  compareSortKeys,
  isRepair,
  type NameOf,
  type PartialDate,
  sentenceOf,
  sortKey,
  toText,
} from '@monitoring-timeline/core';
import type { HistoryEntry } from '../answers/history.ts';
import type { Coordinates } from '../coordinates.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import type { Knowledge } from '../record/knowledge.ts';
import { documentDay, documentPublic } from './evidence.ts';
import { recordTo } from './picture/coverage.ts';

type Entry = Omit<HistoryEntry, 'recordTo'>;

/** What a history is told with beside the record. */
export interface HistoryOptions {
  /** Records of authorities that this one succeeded. */
  readonly predecessors?: readonly AuthorityRecord[];
  /** Names of people by id; null for whom it has none. */
  readonly nameOf: NameOf;
  /** The record of the whole country, which says how far each activity is covered. */
  readonly national?: AuthorityRecord | undefined;
}

/**
 * What happened, in valid-time order, among what was known by then: every claim with its source, repairs included.
 * What inspectors looked at is told from when a letter was out.
 * Ordered by last possible day, first possible day, start, id.
 */
export function history(
  record: AuthorityRecord,
  coordinates: Coordinates,
  { predecessors = [], nameOf, national }: HistoryOptions,
): readonly HistoryEntry[] {
  const reach = recordTo(national, coordinates, 'graded_inspection');
  const entries = [
    ...entriesOf(record, coordinates, nameOf, false),
    ...predecessors.flatMap((predecessor) => entriesOf(predecessor, coordinates, nameOf, true)),
  ];
  return entries
    .map((entry) => ({ entry, key: sortKey(entry.occurred) }))
    .sort((a, b) => compareSortKeys(a.key, b.key) || (a.entry.id < b.entry.id ? -1 : 1))
    .map(({ entry }) => ({ ...entry, recordTo: reach }))
    .filter(({ occurred }) => sortKey(occurred)[1] <= coordinates.asOf || planned(occurred));
}

/** A date by which something had happened has no first day: it is never in the future of its own source. */
function planned({ precision }: PartialDate): boolean {
  return precision === 'by';
}

function entriesOf(
  record: AuthorityRecord,
  coordinates: Coordinates,
  nameOf: NameOf,
  context: boolean,
): readonly Entry[] {
  const { knownAt, recordedAt, upTo, publicOnly } = coordinates;
  const knowledge = record.at(coordinates);
  let claims = [...record.claims()];
  if (recordedAt !== undefined) claims = claims.filter(({ recorded }) => recorded <= recordedAt);
  if (upTo !== undefined) claims = claims.filter(({ position }) => position <= upTo);
  if (publicOnly) claims = claims.filter(({ event }) => event.known.basis !== 'assumed');
  const holding = new Map(knowledge.claims.map((claim) => [claim.event.id, claim]));
  return claims
    .filter(({ knownDay }) => knownDay <= knownAt)
    .map((claim) => entry(claim, holding.get(claim.event.id), knowledge, nameOf, context));
}

function entry(
  claim: Claim,
  holding: Claim | undefined,
  knowledge: Knowledge,
  nameOf: NameOf,
  context: boolean,
): Entry {
  const event = knowledge.saidBy(holding ?? claim);
  return {
    position: claim.position,
    id: event.id,
    type: event.type,
    authority: event.authority,
    occurred: event.occurred,
    when: toText(event.occurred),
    known: event.known,
    recorded: claim.recorded,
    summary: sentenceOf(event, nameOf),
    source: event.source,
    documentPublished: documentDay(claim, knowledge.knownAt),
    documentPublic: documentPublic(claim, knowledge.knownAt),
    data: event.data,
    correctedBy: holding?.corrections.map(({ event: { id } }) => id) ?? [],
    retracted: holding === undefined && !isRepair(event),
    context,
  };
}
