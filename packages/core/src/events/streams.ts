import { type DomainEvent, eventType } from './catalogue.ts';
import type { AuthorityKey } from './envelope.ts';

/** Key that national facts (published tables, coverage) carry in place of an authority's. */
export const england = 'england' as AuthorityKey;

export const nationalStream = 'national';
export const quarantineStream = 'quarantine';
export const operationsStream = 'operations';
export const authorityStreams = 'authority-';

/** The stream of an authority's claims. `prefix` keeps test runs apart on a shared server. */
export function authorityStream(key: AuthorityKey, prefix = ''): string {
  return key === england ? `${prefix}${nationalStream}` : `${prefix}${authorityStreams}${key}`;
}

/** The one stream that an event belongs in. */
export function streamOf(event: DomainEvent, prefix = ''): string {
  return 'authority' in event
    ? authorityStream(event.authority, prefix)
    : `${prefix}${eventType(event.type)?.belongs === 'quarantine' ? quarantineStream : operationsStream}`;
}
