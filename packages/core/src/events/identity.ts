import { parse, v5 } from 'uuid';
import { canonicalBytes } from './canonical.ts';
import type { EventEnvelope, EventId } from './envelope.ts';

/** Fixed for ever: every event id hangs on it. */
const namespace = parse('3f0c1ab4-6f0e-5d7e-9a55-0b8f5a3f7c11');

/** A claim before it has its id. */
export type ClaimContent = Omit<EventEnvelope, 'id'>;

/**
 * Id of a claim: UUID v5 of its type, authority, source (publisher, title, edition; never bytes, path or row
 * number) and claimed content (occurred, known, data). The same claim read twice has one id.
 */
export function claimId(claim: ClaimContent): EventId {
  const source = claim.source as { publisher: string; title: string; edition?: string };
  const content = {
    type: claim.type,
    authority: claim.authority,
    source: { publisher: source.publisher, title: source.title, edition: source.edition },
    occurred: claim.occurred,
    known: claim.known,
    data: claim.data,
  };
  // as bytes: the library makes its own of a text one letter at a time
  return v5(canonicalBytes(content), namespace) as EventId;
}
