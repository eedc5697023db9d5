import { hash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../events/canonical.ts';
import type { Recorded } from '../events/envelope.ts';
import { type SealedEvent, seal as sealedEvent } from '../store/integrity.ts';
import { InvalidProof } from './errors.ts';
import type { CheckKey, SealKey } from './key.ts';
import { leafHash } from './merkle.ts';

export const hex = z.string().regex(/^[0-9a-f]{64}$/);

const statement = {
  /** What was signed, so that no other text of a key's passes for it. */
  format: z.literal('monitoring-timeline/head/1'),
  /** How many events the log held. */
  events: z.int().min(1),
  /** Root of the Merkle tree over all of them, in the order of the log. */
  root: hex,
  /** The head as `verify` prints it. */
  head: hex,
  /** When it was signed, by the operator's clock: UTC, ISO. */
  made: z.iso.datetime(),
  /** SHA-256 over the roots at each thousand, which the seal has and a proof leaves out. */
  thousands: hex,
  /** Which key signed: SHA-256 of the public key as DER. */
  key: hex,
};

/** What an operator says of a log at one time, with the signature (Ed25519, base64) over all of it as canonical JSON. */
export const signedHeadSchema = z.strictObject({
  ...statement,
  /** Ed25519 over all else as canonical JSON (RFC 8785), base64. */
  signature: z.base64().length(88),
});
/** What an operator says of a log at one time, signed; `signedHeadSchema` tells how it is written. */
export type SignedHead = z.infer<typeof signedHeadSchema>;
export type HeadStatement = Omit<SignedHead, 'format' | 'key' | 'signature' | 'thousands'>;

/** A head, and the roots at 1,000, 2,000, ... events, which tell where a log begins to differ from what was sealed. */
export const sealSchema = z.strictObject({
  /** What the file is. */
  format: z.literal('monitoring-timeline/seal/1'),
  /** What was signed. */
  head: signedHeadSchema,
  /** Roots of the tree at 1,000, 2,000, ... events, in hex. */
  thousands: z.array(hex),
});
/** A signed head with the roots at each thousand: what is kept, and what a log is held against. */
export type Seal = z.infer<typeof sealSchema>;

/** How many events lie between two roots of a seal. */
export const rootEvery = 1000;

/** What a tree holds of an event: where it stands in its stream, when it was recorded, and both its hashes. */
export function eventLeaf(
  { stream, revision, recorded, chainHash }: Omit<Recorded, 'position' | 'contentHash' | 'event'>,
  contentHash: string,
): Buffer {
  return leafHash(JSON.stringify([stream, revision, recorded, contentHash, chainHash]));
}

/** The same of an event that was read from elsewhere: its content hash is worked out anew. @throws InvalidProof */
export function leafOfGiven(
  event: Recorded['event'],
  place: Parameters<typeof eventLeaf>[0],
): Buffer {
  let sealed: SealedEvent;
  try {
    sealed = sealedEvent(event);
  } catch (error) {
    throw new InvalidProof(`The event in the proof cannot be hashed: ${(error as Error).message}`);
  }
  return eventLeaf(place, sealed.contentHash);
}

const textOf = (head: Omit<SignedHead, 'signature'>): string => canonicalJson(head)!;

function hashOfRoots(roots: readonly string[]): string {
  return hash('sha256', JSON.stringify(roots), 'hex');
}

/** Signs what was found of a log. */
export function signHead(found: HeadStatement, thousands: readonly string[], key: SealKey): Seal {
  const head = {
    format: 'monitoring-timeline/head/1' as const,
    ...found,
    thousands: hashOfRoots(thousands),
    key: key.name,
  };
  return {
    format: 'monitoring-timeline/seal/1',
    head: { ...head, signature: key.sign(textOf(head)) },
    thousands: [...thousands],
  };
}

/** True where the clock of whoever signed stood earlier at one head than at another. */
export function isSignedBefore(
  one: Pick<SignedHead, 'made'>,
  other: Pick<SignedHead, 'made'>,
): boolean {
  return Date.parse(one.made) < Date.parse(other.made);
}

/** Why the signature of a head is not that of one of the keys, or null where it is. */
export function faultOfHead(
  { signature, ...head }: SignedHead,
  keys: readonly CheckKey[],
): string | null {
  const key = keys.find(({ name }) => name === head.key);
  if (key === undefined) {
    return `the head was signed with the key ${head.key}, and the one given is ${keys.map(({ name }) => name).join(', ')}`;
  }
  return key.holds(textOf(head), signature)
    ? null
    : 'the signature is not that of what the head says: one of the two was changed';
}

/** Why a seal is not what one of the keys signed, or null where it is. */
export function faultOfSeal({ head, thousands }: Seal, keys: readonly CheckKey[]): string | null {
  return faultOfHead(head, keys) ?? faultOfRoots(head, thousands);
}

function faultOfRoots({ thousands, events }: SignedHead, roots: readonly string[]): string | null {
  const fits = roots.length === Math.floor(events / rootEvery) && hashOfRoots(roots) === thousands;
  return fits ? null : 'the roots at each thousand are not those that were signed';
}
