import {
  type AuthorityChange,
  bounds,
  type Claim,
  claimFrom,
  createDirectory,
  type Directory,
  type EventStore,
  effectiveClaims,
  extend,
  isoDay,
} from '@monitoring-timeline/core';
import { lastValueFrom } from 'rxjs';
import { project } from './projector.ts';

const directoryTypes = [
  'AuthorityEstablished',
  'AuthorityRecoded',
  'AuthorityAbolished',
  'FactCorrected',
  'FactRetracted',
] as const;

/** The shipped directory with all that the log says of authorities: those it establishes, recodes and abolishes. */
export async function loadDirectory(store: EventStore, prefix = ''): Promise<Directory> {
  const claims: Claim[] = [];
  await lastValueFrom(
    project(store, {
      state: claims,
      fold: (state, event) => {
        const claim = claimFrom(event);
        if (claim) state.push(claim);
        return state;
      },
      after: '',
      filter: { types: directoryTypes, ...(prefix === '' ? {} : { streamPrefix: prefix }) },
    }),
  );
  const holding = effectiveClaims(claims, Number.POSITIVE_INFINITY);
  const changes = holding.flatMap((claim) => changeOf(claim) ?? []);
  return changes.length === 0 ? createDirectory() : extend(createDirectory(), changes);
}

function changeOf({ event }: Claim): AuthorityChange | undefined {
  const { startEarliest, endLatest } = bounds(event.occurred);
  const first = Number.isFinite(startEarliest) ? isoDay(startEarliest) : undefined;
  switch (event.type) {
    case 'AuthorityEstablished': {
      const { name, kind, urn, dfe, ons, region, aliases, predecessors, neighbours } = event.data;
      return {
        kind: 'established',
        key: event.authority,
        name,
        type: kind,
        urn,
        dfeCode: dfe,
        onsCode: ons,
        region,
        on: first,
        aliases,
        predecessors,
        neighbours,
      };
    }
    case 'AuthorityRecoded':
      return first === undefined
        ? undefined
        : { kind: 'recoded', key: event.authority, ...event.data, from: first };
    case 'AuthorityAbolished':
      return {
        kind: 'abolished',
        key: event.authority,
        on: isoDay(endLatest),
        successors: event.data.successors,
      };
    default:
      return undefined;
  }
}
