import {
  authorityStream,
  claimTypes,
  type Directory,
  type EventFilter,
  operationalTypes,
  type Recorded,
} from '@monitoring-timeline/core';
import { regionsMeant } from '../views/across/regions-meant.ts';
import { authorityGiven, choiceGiven } from './given.ts';
import type { Manner } from './manner.ts';

/** Which events are asked for, in the words of people; all of them without any. */
export interface EventWords {
  /** A region of England, by name or code. */
  readonly region?: string | undefined;
  /** Name, key or code of one authority. */
  readonly authority?: string | undefined;
  /** Types of events, such as `ReportPublished`. */
  readonly type?: readonly string[] | undefined;
}

/** Which events are wanted: what the store can pass over, and what is left to whoever reads. */
export interface EventsWanted {
  /** For the store, which may let more through. */
  readonly filter: EventFilter;
  /** True for an event that is wanted among those that the filter lets through. */
  wants(recorded: Recorded): boolean;
}

/**
 * The events that words ask for; all of them without any.
 * @throws UnknownAuthority, AmbiguousAuthority, UnknownRegion, WrongCall
 */
export function eventsWanted(
  words: EventWords,
  manner: Manner,
  directory: Directory,
): EventsWanted {
  const { region } = words;
  const types = words.type?.map((one) =>
    choiceGiven(manner.parameter('type'), one, [...claimTypes, ...operationalTypes]),
  );
  const authority =
    words.authority === undefined
      ? undefined
      : directory.resolve(authorityGiven(words.authority, manner, 'events')).key;
  const regions = region === undefined ? undefined : regionsMeant(region);
  const keys = directory
    .all()
    .filter(({ key }) => authority === undefined || key === authority)
    .filter(({ key }) => !regions || regions.has(directory.region(key) ?? ''))
    .map(({ key }) => key);
  const everywhere = authority === undefined && regions === undefined;
  const streams = everywhere ? undefined : new Set(keys.map((key) => authorityStream(key)));
  return {
    filter: {
      ...(types ? { types } : {}),
      ...(authority === undefined ? {} : { streamPrefix: authorityStream(authority) }),
    },
    wants: ({ stream }) => streams?.has(stream) ?? true,
  };
}
