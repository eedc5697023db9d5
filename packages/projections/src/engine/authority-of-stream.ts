import {
  type AuthorityKey,
  authorityStreams,
  england,
  nationalStream,
} from '@monitoring-timeline/core';

/** Whose stream it is; undefined for operational streams and those of others. */
export function authorityOfStream(stream: string, prefix = ''): AuthorityKey | undefined {
  const name = stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;
  if (name === nationalStream) return england;
  return name?.startsWith(authorityStreams)
    ? (name.slice(authorityStreams.length) as AuthorityKey)
    : undefined;
}
