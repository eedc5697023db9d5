import {
  authorityStream,
  claimTypes,
  type Directory,
  type EventFilter,
  operationalTypes,
  type Recorded,
} from '@monitoring-timeline/core';
import { regionsMeant } from '../views/across/regions-meant.ts';
import { authoritiesNamed } from './authorities-named.ts';
import { authorityGiven, choiceGiven } from './given.ts';
import type { Manner } from './manner.ts';

/** Which events are asked for, in the words of people; all of them without any. */
export interface EventWords {
  /** A region of England, by name or code. */
  readonly region?: string | undefined;
  /** Names, keys or codes of authorities. */
  readonly authority?: readonly string[] | undefined;
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
  const named =
    words.authority &&
    new Set(
      words.authority
        .flatMap((one) => authoritiesNamed([authorityGiven(one, manner, 'events')], directory))
        .map(({ key }) => key),
    );
  const regions = region === undefined ? undefined : regionsMeant(region);
  const keys = directory
    .all()
    .filter(({ key }) => !named || named.has(key))
    .filter(({ key }) => !regions || regions.has(directory.region(key) ?? ''))
    .map(({ key }) => key);
  const everywhere = named === undefined && regions === undefined;
  const streams = everywhere ? undefined : new Set(keys.map((key) => authorityStream(key)));
  const [only] = named?.size === 1 ? named : [];
  return {
    filter: {
      ...(types ? { types } : {}),
      ...(only === undefined ? {} : { streamPrefix: authorityStream(only) }),
    },
    wants: ({ stream }) => streams?.has(stream) ?? true,
  };
}
