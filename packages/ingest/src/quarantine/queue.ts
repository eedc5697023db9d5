import {
  type Actor,
  type AuthorityKey,
  authorityStream,
  type Claim,
  claimFrom,
  distantFuture,
  type EventStore,
  effectiveClaims,
  quarantineStream,
  type Recorded,
  upcast,
} from '@monitoring-timeline/core';
import { disagreementsIn } from './disagreements.ts';
import { UnknownQuarantined } from './errors.ts';
import { doubtAbout } from './plausibility.ts';
import { type Disagreeing, type Proposed, proposedIn } from './proposed.ts';

/** What a person made of one thing in quarantine. */
export interface Decision {
  readonly decision: 'accepted' | 'rejected';
  readonly by: Actor;
  /** When, UTC. */
  readonly at: string;
  readonly why?: string | undefined;
  /** Ids of the claims that were appended by it. */
  readonly appended: readonly string[];
}

/**
 * `open`: waits for a decision. `settled`: a question that nobody need answer any more, since a later source or a person's correction
 * did. `replaced`: asked again with a further claim.
 */
export type QuarantineStatus = 'open' | 'accepted' | 'rejected' | 'settled' | 'replaced';

/** One thing that could not be taken as it was given, or a question that the claims leave open. */
export interface QuarantineItem {
  readonly id: string;
  readonly status: QuarantineStatus;
  readonly file: string;
  readonly sha256?: string | undefined;
  /** Stable code, as `Problem.reason`. */
  readonly reason: string;
  readonly message: string;
  readonly locator?: string | undefined;
  /** The row or passage as it was read. */
  readonly given?: unknown;
  /** What a person can agree to; absent where nothing of it can become a claim. */
  readonly proposed?: Proposed | undefined;
  readonly raised: { readonly at: string; readonly by: Actor };
  readonly decision?: Decision | undefined;
}

/** Everything in quarantine by its id, in the order in which it came: the fold of its stream. */
export type Queue = ReadonlyMap<string, QuarantineItem>;

/** Folds the events of the quarantine. The first decision on a thing holds. */
export function foldQuarantine(recorded: readonly Pick<Recorded, 'event'>[]): Queue {
  const queue = new Map<string, QuarantineItem>();
  for (const { event: stored } of recorded) {
    const event = upcast(stored);
    if (event.type === 'ProposalQuarantined') {
      const { proposal, ...data } = event.data;
      const item: QuarantineItem = {
        id: event.id,
        status: 'open',
        ...data,
        proposed: proposedIn(proposal),
        raised: { at: event.at, by: event.actor },
      };
      replaceBy(queue, item);
      queue.set(event.id, item);
    } else if (event.type === 'ProposalDecided') {
      const { proposal, decision, why, appended = [] } = event.data;
      const item = queue.get(proposal);
      if (!item || item.decision) continue;
      const decided = { decision, by: event.actor, at: event.at, why, appended };
      queue.set(proposal, { ...item, status: decision, decision: decided });
    }
  }
  return queue;
}

/** A question with a further claim takes the place of the one about some of its claims. */
function replaceBy(queue: Map<string, QuarantineItem>, { proposed }: QuarantineItem): void {
  if (proposed?.kind !== 'disagreement') return;
  for (const [id, earlier] of queue) {
    if (earlier.status === 'open' && sameQuestion(earlier.proposed, proposed)) {
      queue.set(id, { ...earlier, status: 'replaced' });
    }
  }
}

function claimsOf({ sides }: Disagreeing): readonly string[] {
  return sides.flatMap(({ claims }) => claims.map(({ id }) => id));
}

/** Whether two questions are about one field of one thing: they share a claim. */
function sameQuestion(a: Proposed | undefined, b: Disagreeing): boolean {
  if (a?.kind !== 'disagreement' || a.authority !== b.authority || a.field !== b.field)
    return false;
  const claims = new Set(claimsOf(b));
  return claimsOf(a).some((id) => claims.has(id));
}

const valuesOf = ({ sides }: Disagreeing): string =>
  sides
    .map(({ value }) => JSON.stringify(value))
    .sort()
    .join();

/**
 * Whether a question was put before: about the same claims, or about some of them with the same values, so that one more source on
 * one side asks nobody again.
 */
export function wasAsked(queue: Queue, question: Disagreeing): boolean {
  for (const { proposed } of queue.values()) {
    if (proposed?.kind !== 'disagreement') continue;
    if (sameQuestion(proposed, question) && valuesOf(proposed) === valuesOf(question)) return true;
  }
  return false;
}

/**
 * The quarantine as it stands, with the questions that the claims on record answer by now marked as settled.
 * @throws the errors of the store
 */
export async function readQuarantine(store: EventStore, prefix = ''): Promise<Queue> {
  const queue = foldQuarantine(await store.readStream(`${prefix}${quarantineStream}`));
  const streams = new Map<AuthorityKey, readonly Claim[]>();
  const settled = new Map(queue);
  for (const item of queue.values()) {
    const { proposed, status } = item;
    if (status !== 'open' || !proposed || proposed.kind === 'claims') continue;
    const { authority } = proposed;
    const claims = streams.get(authority) ?? (await claimsIn(store, authority, prefix));
    streams.set(authority, claims);
    if (!isAsked(proposed, claims)) settled.set(item.id, { ...item, status: 'settled' });
  }
  return settled;
}

async function claimsIn(
  store: EventStore,
  authority: AuthorityKey,
  prefix: string,
): Promise<readonly Claim[]> {
  const recorded = await store.readStream(authorityStream(authority, prefix));
  return recorded.flatMap((one) => claimFrom(one) ?? []);
}

function isAsked(
  proposed: Exclude<Proposed, { kind: 'claims' }>,
  claims: readonly Claim[],
): boolean {
  if (proposed.kind === 'disagreement') {
    return disagreementsIn(proposed.authority, claims).some((question) =>
      sameQuestion(proposed, question),
    );
  }
  const holding = effectiveClaims(claims, distantFuture);
  const claim = holding.find(({ event }) => event.id === proposed.claim);
  return claim !== undefined && doubtAbout(claim.event) !== undefined;
}

const shortest = 4;

/** The one thing that an id, or the beginning of one, names. @throws UnknownQuarantined where none does, or several do */
export function findQuarantined(queue: Queue, text: string): QuarantineItem {
  const wanted = text.trim().toLowerCase();
  const whole = queue.get(wanted);
  if (whole) return whole;
  const found =
    wanted.length < shortest ? [] : [...queue.values()].filter(({ id }) => id.startsWith(wanted));
  const [only] = found;
  if (only && found.length === 1) return only;
  const told = found.map(({ id }) => id).slice(0, 5);
  throw new UnknownQuarantined(
    only
      ? `"${text}" begins several ids in quarantine: ${told.join(', ')}. Give more of it.`
      : `Nothing in quarantine has the id "${text}". \`timeline quarantine list --all\` shows every id; give it, or at least its first ${shortest} characters.`,
    { id: text },
  );
}
