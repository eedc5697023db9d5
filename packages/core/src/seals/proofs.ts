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
  id: z.string(),
  type: z.string(),
  version: z.int(),
  data: z.record(z.string(), z.unknown()),
  metadata: metadataSchema.optional(),
});

/** That one event lay in a log when its head was signed. */
export const inclusionSchema = z.strictObject({
  format: z.literal('monitoring-timeline/inclusion/1'),
  head: signedHeadSchema,
  /** How many events lie before it in the log. */
  index: z.int().min(0),
  path,
  stream: z.string(),
  revision: z.int().min(0),
  recorded: z.string(),
  chainHash: hex,
  event: eventSchema,
});
export type InclusionProof = z.infer<typeof inclusionSchema>;

/** That a log only grew between two heads: nothing that lay in it at the first was changed, moved or taken out by the second. */
export const growthSchema = z.strictObject({
  format: z.literal('monitoring-timeline/growth/1'),
  from: signedHeadSchema,
  to: signedHeadSchema,
  path,
});
export type GrowthProof = z.infer<typeof growthSchema>;

const proofSchema = z.discriminatedUnion('format', [sealSchema, inclusionSchema, growthSchema]);
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
  | { readonly valid: true; readonly proof: Proof }
  | { readonly valid: false; readonly proof: Proof; readonly reason: string };

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
