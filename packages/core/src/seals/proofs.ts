import { z } from 'zod';
import type { EventEnvelope, Recorded } from '../events/envelope.ts';
import type { EventStore } from '../store/event-store.ts';
import { InvalidProof, NotProved, SealBroken } from './errors.ts';
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
import { sealedLeaves } from './sealing.ts';

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
const inclusionSchema = z.strictObject({
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
const growthSchema = z.strictObject({
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

function faultOfInclusion(proof: InclusionProof): string | null {
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
const digits = (hash: Buffer): string => hash.toString('hex');
const sizedRoot = ({ events, root }: SignedHead) => ({ size: events, root: bytes(root) });

/**
 * Draws the proof that an event lay in a log when it was sealed. The log may have grown since, been copied to another engine or
 * restored from a backup.
 * @throws NotProved where the event is not in what was sealed; SealBroken; StoreUnavailable
 */
export async function proveEvent(
  store: EventStore,
  id: string,
  seal: Seal,
): Promise<InclusionProof> {
  let [found, index]: [Recorded | undefined, number] = [undefined, -1];
  const leaves = await sealedLeaves(store, seal, (recorded, at) => {
    if (found === undefined && recorded.event.id === id) [found, index] = [recorded, at];
  });
  if (found === undefined) {
    throw new NotProved(
      `No event ${id} lies among the ${seal.head.events} that were sealed on ${seal.head.made}. Copy its id from \`timeline history AUTHORITY --json\`; if it came later, seal again first.`,
      { id },
    );
  }
  const { stream, revision, recorded, chainHash, event } = found;
  const proof: InclusionProof = {
    format: 'monitoring-timeline/inclusion/1',
    head: seal.head,
    index,
    path: leaves.pathOf(index).map(digits),
    stream,
    revision,
    recorded,
    chainHash,
    event: coveredOf(event) as InclusionProof['event'],
  };
  const fault = faultOfInclusion(proof);
  if (fault === null) return proof;
  throw new SealBroken(
    `The content of event ${id} is not what its hash says: it was changed. See \`timeline verify\`.`,
    { id },
  );
}

function isCovered(key: string): boolean {
  return !key.startsWith('$');
}

/** An event without what its hash leaves out. */
function coveredOf({ metadata = {}, ...event }: EventEnvelope): EventEnvelope {
  const covered = Object.entries(metadata).filter(([key]) => isCovered(key));
  return covered.length === 0 ? event : { ...event, metadata: Object.fromEntries(covered) };
}

/**
 * Draws the proof that a log only grew from one seal to another.
 * @throws NotProved where the second covers less; SealBroken; StoreUnavailable
 */
export async function proveGrowth(store: EventStore, from: Seal, to: Seal): Promise<GrowthProof> {
  if (from.head.events > to.head.events) {
    throw new NotProved(
      `The earlier seal covers ${from.head.events} events and the later one ${to.head.events}. Give them the other way round, or seal again first.`,
    );
  }
  if (isSignedBefore(to.head, from.head)) {
    throw new NotProved(
      `The seal of ${to.head.events} events was signed before that of ${from.head.events}: on ${to.head.made} and on ${from.head.made}. A clock was wrong. Set it right, seal again, and take that seal as the later one.`,
    );
  }
  const leaves = await sealedLeaves(store, to);
  if (digits(leaves.root(0, from.head.events)) !== from.head.root) {
    throw new SealBroken(
      `The log does not begin with what was sealed on ${from.head.made}: of its first ${from.head.events} events some are others. One of the two seals is of another log.`,
    );
  }
  const nodes = leaves.growthFrom(from.head.events).map(digits);
  return { format: 'monitoring-timeline/growth/1', from: from.head, to: to.head, path: nodes };
}
