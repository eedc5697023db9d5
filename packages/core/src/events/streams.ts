import { type DomainEvent, eventType } from './catalogue.ts';
import type { AuthorityKey } from './envelope.ts';

/** Key that national facts (published tables, coverage) carry in place of an authority's. */
export const england = 'england' as AuthorityKey;

/** Stream of claims about England as a whole: published tables, coverage. */
export const nationalStream = 'national';
/** Stream of what could not be taken as it stood, and of what was decided on it. */
export const quarantineStream = 'quarantine';
/** Stream of what the system and its users did: imports, tokens, webhooks, erasures. */
export const operationsStream = 'operations';
/** What the name of every authority's stream begins with; its key follows. */
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
