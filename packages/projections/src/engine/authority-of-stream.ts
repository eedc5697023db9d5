import {
  type AuthorityKey,
  authorityStreams,
  england,
  nationalStream,
  type Recorded,
} from '@monitoring-timeline/core';

/** Types of the facts that tell who there is, and who came after whom. */
export const ofDirectory = [
  'AuthorityEstablished',
  'AuthorityRecoded',
  'AuthorityAbolished',
] as const;
const directoryTypes: ReadonlySet<string> = new Set(ofDirectory);

type Placed = Pick<Recorded, 'stream' | 'event'>;
type Whose = AuthorityKey | 'everybody' | undefined;

/** Whose stream it is; undefined for operational streams and those of others. */
export function authorityOfStream(stream: string, prefix = ''): AuthorityKey | undefined {
  const name = stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;
  if (name === nationalStream) return england;
  return name?.startsWith(authorityStreams)
    ? (name.slice(authorityStreams.length) as AuthorityKey)
    : undefined;
}

/** True of a fact that tells who there is. */
export function tellsWhoThereIs({ event }: Pick<Recorded, 'event'>): boolean {
  return directoryTypes.has(event.type);
}

/**
 * Whose clocks an event may move, and so the days on which something turns and what is told of it: everybody's where it is of the country,
 * such as how far the record reaches; else of the one whose stream it lies in. A clock goes by nothing that is said of another authority: that one
 * came after others, and that it is no more, is said of itself in its own stream.
 */
export function clocksMovedBy({ stream }: Placed, prefix = ''): Whose {
  const key = authorityOfStream(stream, prefix);
  return key === england ? 'everybody' : key;
}

/**
 * Whose answers an event may change: of those whose clocks it moves, and everybody's where it tells who there is, since answers name those
 * who came before and after, and list and compare many. Where such a fact is put right, the edition of the directory says so.
 */
export function answersMovedBy(recorded: Placed, prefix = ''): Whose {
  return tellsWhoThereIs(recorded) ? 'everybody' : clocksMovedBy(recorded, prefix);
}
