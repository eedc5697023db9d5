import { z } from 'zod';
import type { EventEnvelope } from '../events/envelope.ts';
import { InvalidProof } from './errors.ts';
import type { CheckKey } from './key.ts';
import { hasGrown, rootByPath } from './merkle.ts';
import {
  faultOfHead,
  faultOfSeal,
  hex,
  isSignedBefore,
  leafOfGiven,
  type Seal,
  type SignedHead,
  sealSchema,
  signedHeadSchema,
} from './seal.ts';

/** No tree that a log can have is deeper. */
const path = z.array(hex).max(64);

/** Metadata that the hash of an event covers. Carriers add keys with `$`, which it leaves out: in a proof they would pass for proved. */
const metadataSchema = z.record(
  z.string().refine(isCovered, 'no signature covers it, so it has no place in a proof'),
  z.string(),
);

const eventSchema = z.looseObject({
  /** Id of the event. */
  id: z.string(),
  /** Name of its type in the catalogue. */
  type: z.string(),
  /** In which version of the type `data` is written. */
  version: z.int(),
  /** What it says. */
  data: z.record(z.string(), z.unknown()),
  /** Flat texts about how it came into the log, as far as its hash covers them. */
  metadata: metadataSchema.optional(),
});

/** That one event lay in a log when its head was signed. */
export const inclusionSchema = z.strictObject({
  /** What the file is. */
  format: z.literal('monitoring-timeline/inclusion/1'),
  /** The head that was signed. */
  head: signedHeadSchema,
  /** How many events lie before it in the log. */
  index: z.int().min(0),
  /** Hashes by which the event leads to the root of the head, from the leaf up. */
  path,
  /** The stream that it stands in. */
  stream: z.string(),
  /** Place in that stream, from 0. */
  revision: z.int().min(0),
  /** When the store committed it. */
  recorded: z.string(),
  /** Hash over its stream up to it. */
  chainHash: hex,
  /** The event itself, without what no hash covers. */
  event: eventSchema,
});
/** That one event lay in a log when its head was signed. */
export type InclusionProof = z.infer<typeof inclusionSchema>;

/** That a log only grew between two heads: nothing that lay in it at the first was changed, moved or taken out by the second. */
export const growthSchema = z.strictObject({
  /** What the file is. */
  format: z.literal('monitoring-timeline/growth/1'),
  /** The earlier head. */
  from: signedHeadSchema,
  /** The later head. */
  to: signedHeadSchema,
  /** Hashes by which the root of the one leads to that of the other. */
  path,
});
/** That a log only grew between two heads. */
export type GrowthProof = z.infer<typeof growthSchema>;

const proofSchema = z.discriminatedUnion('format', [sealSchema, inclusionSchema, growthSchema]);
/** What a file of this kind holds: a seal, or a proof drawn with one. */
export type Proof = z.infer<typeof proofSchema>;

/** Reads a seal or a proof. @throws InvalidProof */
export function readProof(text: string): Proof {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new InvalidProof(`What was given is no JSON. ${advice}`);
  }
  const parsed = proofSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new InvalidProof(
    `It is no seal and no proof (${place === '' ? '' : `${place}: `}${issue?.message}). ${advice}`,
  );
}

const advice = 'Give a file that `timeline seal` or `timeline prove` wrote.';

/** Reads a seal. @throws InvalidProof */
export function readSeal(text: string): Seal {
  const proof = readProof(text);
  if (proof.format === 'monitoring-timeline/seal/1') return proof;
  throw new InvalidProof('It is a proof, and no seal. Give a file that `timeline seal` wrote.');
}

/** What a check came to. */
export type Checked =
  | {
      /** It holds. */
      readonly valid: true;
      /** What was checked. */
      readonly proof: Proof;
    }
  | {
      /** It does not hold. */
      readonly valid: false;
      /** What was checked. */
      readonly proof: Proof;
      /** Why it does not hold, in words. */
      readonly reason: string;
    };

/**
 * Checks a seal or a proof by itself, with nothing but public keys: no store is needed.
 * @throws InvalidProof where an event cannot be hashed
 */
export function checkProof(proof: Proof, keys: readonly CheckKey[]): Checked {
  const reason = faultIn(proof, keys);
  return reason === null ? { valid: true, proof } : { valid: false, proof, reason };
}

function faultIn(proof: Proof, keys: readonly CheckKey[]): string | null {
  switch (proof.format) {
    case 'monitoring-timeline/seal/1':
      return faultOfSeal(proof, keys);
    case 'monitoring-timeline/inclusion/1':
      return faultOfHead(proof.head, keys) ?? faultOfInclusion(proof);
    case 'monitoring-timeline/growth/1':
      return faultOfHead(proof.from, keys) ?? faultOfHead(proof.to, keys) ?? faultOfGrowth(proof);
  }
}

/** Why an event and its path do not lead to the root that was signed, or null where they do. @throws InvalidProof */
export function faultOfInclusion(proof: InclusionProof): string | null {
  const { head, index, event } = proof;
  const leaf = leafOfGiven(event as unknown as EventEnvelope, proof);
  const root = rootByPath(leaf, index, head.events, proof.path.map(bytes));
  return root?.toString('hex') === head.root
    ? null
    : 'event and path do not lead to the root that was signed: the event was not in that log as it stands here';
}

function faultOfGrowth({ from, to, path: nodes }: GrowthProof): string | null {
  if (isSignedBefore(to, from)) {
    return `the head of ${to.events} events was signed before that of ${from.events}, on ${to.made} and ${from.made}: one of the two days is wrong`;
  }
  return hasGrown(sizedRoot(from), sizedRoot(to), nodes.map(bytes))
    ? null
    : 'the log of the first head is not shown to be a beginning of the second';
}

const bytes = (digits: string): Buffer => Buffer.from(digits, 'hex');
const sizedRoot = ({ events, root }: SignedHead) => ({ size: events, root: bytes(root) });

/** True of metadata that the hash of an event covers. */
export function isCovered(key: string): boolean {
  return !key.startsWith('$');
}
