import type { AuthorityKey, Directory } from '@monitoring-timeline/core';
import { england } from '@monitoring-timeline/core';
import type { Comparison, ComparisonNote, Peers } from '../../answers/compare.ts';
import type { Coordinates } from '../../coordinates.ts';
import { becauseOfAll } from '../evidence.ts';
import { assemble, counter, type Records } from '../picture/picture.ts';
import { standingState } from '../standing/state.ts';

type Parts = readonly [kind: Peers['kind'], name: string | null, keys: readonly AuthorityKey[]];

/** The same, with how the statistical neighbours of each authority stand, and how its region does: counted as a picture counts. */
export function withPeers(
  answer: Comparison,
  records: Records,
  at: Coordinates,
  directory: Directory,
): Comparison {
  const all = answer.authorities.flatMap(({ authority: { key } }) =>
    peersOf(key, directory).map((parts) => counted(key, parts, records, at, directory)),
  );
  return {
    ...answer,
    notes: [...answer.notes, ...all.flatMap(({ notes }) => notes)],
    peers: all.map(({ peers }) => peers),
    because: becauseOfAll([answer.because, ...all.map(({ because }) => because)], (id) =>
      claimAmong(records, id),
    ),
  };
}

function claimAmong(records: Records, id: string) {
  for (const record of records.values()) {
    const claim = record.claim(id);
    if (claim) return claim;
  }
  return undefined;
}

function peersOf(key: AuthorityKey, directory: Directory): readonly Parts[] {
  const region = directory.region(key) ?? null;
  const inRegion = directory
    .all()
    .flatMap((one) => (directory.region(one.key) === region ? [one.key] : []));
  const [edition] = directory.get(key)?.neighbours ?? [];
  return [
    ['neighbours', edition?.edition ?? null, directory.neighbours(key)],
    ['region', region, region === null ? [] : inRegion],
  ];
}

function counted(
  of: AuthorityKey,
  [kind, name, keys]: Parts,
  records: Records,
  at: Coordinates,
  directory: Directory,
) {
  const own = keys.filter((key) => directory.existsOn(key, at.asOf));
  const count = counter(at, {}, directory);
  const group = assemble(
    own.flatMap((key) => count(key, records.get(key))),
    at,
    {},
    records.get(england),
  );
  const members = own.map((key) => ({ key, name: directory.nameOf(key) }));
  const { authorities, notInspected, areas, because } = group;
  const peers: Peers = { of, kind, name, members, authorities, notInspected, areas };
  return { peers, because, notes: notesOn(peers, records, at, directory) };
}

/** Of peers that stand by another framework than the authority: they are counted all the same, and cannot be set beside it. */
function notesOn(
  { of, kind, members }: Peers,
  records: Records,
  at: Coordinates,
  directory: Directory,
): readonly ComparisonNote[] {
  const name = directory.nameOf(of);
  const note = (kind: ComparisonNote['kind'], keys: readonly AuthorityKey[], says: string) => ({
    kind,
    authorities: [...keys],
    area: null,
    says,
  });
  if (members.length === 0) {
    return kind === 'neighbours'
      ? [
          note(
            'no_neighbours',
            [of],
            `The record names no statistical neighbours of ${name} on this day: its region is beside it.`,
          ),
        ]
      : [];
  }
  const frameworkOf = (key: AuthorityKey) => {
    const record = records.get(key);
    return record && standingState(record.at(at), at.asOf).report?.framework;
  };
  const own = frameworkOf(of);
  const elsewhere = members.flatMap(({ key }) => {
    const theirs = frameworkOf(key);
    return key !== of && theirs !== undefined && theirs !== own ? [key] : [];
  });
  if (own === undefined || elsewhere.length === 0) return [];
  const whose = kind === 'neighbours' ? 'statistical neighbours' : 'authorities of the region';
  return [
    note(
      'peers_elsewhere',
      elsewhere,
      `${elsewhere.length} of ${members.length} ${whose} of ${name} stand by another framework than its own (${own}): they are counted, and cannot be set beside it.`,
    ),
  ];
}
