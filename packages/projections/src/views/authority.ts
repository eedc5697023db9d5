import {
  type AuthorityKey,
  codeOn,
  type Directory,
  type EpochDay,
  epochDay,
  type NameOf,
} from '@monitoring-timeline/core';
import type { AuthorityShown, Successor } from '../answers/common.ts';
import type { Policy } from '../policy/schema.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';

/** What views need beside a record: who is who, on which day. */
export interface ViewContext {
  /** Names, codes and regions of the authorities, and which came after which. */
  readonly directory: Directory;
  /** Name of a person by their opaque id; null where it was erased or never known. */
  readonly nameOf: NameOf;
  /** The rules in force; where none are given, those that are shipped. */
  readonly policy?: Policy | undefined;
  /** The record of the whole country, which says how far each activity is covered. */
  readonly national?: AuthorityRecord | undefined;
}

export type Existence = 'not_yet' | 'yes' | 'no_longer';

/** An authority with its codes as of a day, whether it existed then, and who came before and after. */
export function authorityShown(
  key: AuthorityKey,
  asOf: EpochDay,
  { directory }: ViewContext,
  knownAt: EpochDay = asOf,
): {
  readonly shown: AuthorityShown;
  readonly exists: Existence;
  readonly successors: readonly Successor[];
  readonly predecessors: readonly Successor[];
} {
  const entry = directory.get(key);
  if (!entry) {
    const shown = {
      key,
      name: key,
      urn: null,
      ons: null,
      dfe: null,
      region: null,
      abolished: null,
    };
    return { shown, exists: 'yes', successors: [], predecessors: [] };
  }
  const ties = (list: typeof entry.successors) =>
    list.map((tie) => ({
      key: tie.key,
      name: directory.get(tie.key)?.name ?? tie.key,
      on: tie.on ?? null,
    }));
  // the directory does not say when an abolition was announced: it is known from its own day
  const ended = entry.abolished !== undefined && knownAt >= epochDay(entry.abolished);
  return {
    shown: {
      key,
      name: entry.name,
      urn: codeOn(entry, 'urn', asOf) ?? null,
      ons: codeOn(entry, 'ons', asOf) ?? null,
      dfe: codeOn(entry, 'dfe', asOf) ?? null,
      region: directory.region(key) ?? null,
      abolished: ended ? (entry.abolished ?? null) : null,
    },
    exists: existence(entry, asOf),
    successors: ended ? ties(directory.successors(key)) : [],
    predecessors: ties(directory.predecessors(key)),
  };
}

/** Whether an authority was there on a day; one that the directory does not list is. */
export function existenceOn(key: AuthorityKey, asOf: EpochDay, directory: Directory): Existence {
  const entry = directory.get(key);
  return entry ? existence(entry, asOf) : 'yes';
}

function existence(
  { established, abolished }: { readonly established?: string; readonly abolished?: string },
  asOf: EpochDay,
): Existence {
  if (established !== undefined && asOf < epochDay(established)) return 'not_yet';
  return abolished !== undefined && asOf > epochDay(abolished) ? 'no_longer' : 'yes';
}
