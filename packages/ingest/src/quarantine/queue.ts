import {
  type Actor,
  type AuthorityKey,
  authorityStream,
  distantFuture,
  type EventStore,
  effectiveClaims,
  quarantineStream,
  upcast,
} from '@monitoring-timeline/core';
import { breathe } from '../breathe.ts';
import type { RowGiven } from '../proposal.ts';
import { claimsOf, eventsOf } from '../stream-pages.ts';
import { disagreementsIn } from './disagreements.ts';
import { UnknownQuarantined } from './errors.ts';
import { doubtAbout } from './plausibility.ts';
import { type Proposed, proposedIn } from './proposed.ts';
import { Questions } from './questions.ts';

/** What a person made of one thing in quarantine. */
export interface Decision {
  /** Whether its claims were appended, or nothing comes of it. */
  readonly decision: 'accepted' | 'rejected';
  /** Who decided. */
  readonly by: Actor;
  /** When, UTC. */
  readonly at: string;
  /** For whoever reads it later. */
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
  /** Id of the event that raised it; by it a person decides. */
  readonly id: string;
  /** Whether it waits, or what became of it. */
  readonly status: QuarantineStatus;
  /** Name of the file that it came from; `log` where it is a question between claims. */
  readonly file: string;
  /** Of the bytes of its file, where it came from one. */
  readonly sha256?: string | undefined;
  /** Stable code, as `Problem.reason`. */
  readonly reason: string;
  /** For people: what is wrong and what to do. People stand in it as ids. */
  readonly message: string;
  /** Place in the file; absent where it is the file as a whole, or a question about claims. */
  readonly locator?: string | undefined;
  /** The row or passage as it was read. */
  readonly given?: unknown;
  /** Where `given` is a row of a known table: how it was being read, so that its cells can be mended. */
  readonly row?: RowGiven | undefined;
  /** What a person can agree to; absent where nothing of it can become a claim. */
  readonly proposed?: Proposed | undefined;
  /** When it came, UTC, and with whom. */
  readonly raised: {
    /** ISO time stamp. */
    readonly at: string;
    /** Who brought it in. */
    readonly by: Actor;
  };
  /** Absent where nobody has decided. */
  readonly decision?: Decision | undefined;
}

/** Everything in quarantine by its id, in the order in which it came: the fold of its stream. */
export type Queue = ReadonlyMap<string, QuarantineItem>;

/** So many things with all that they propose are read before others have their turn: a question may hold a thousand claims. */
const proposalsAtOnce = 10;

/** Folds the events of the quarantine. The first decision on a thing holds. */
async function foldQuarantine(store: EventStore, stream: string): Promise<Queue> {
  const queue = new Map<string, QuarantineItem>();
  const asked = new Questions();
  let since = 0;
  for await (const { event: stored } of eventsOf(store, stream)) {
    const event = upcast(stored);
    if (event.type === 'ProposalQuarantined') {
      if (event.data.proposal !== undefined) since += 1;
      if (since % proposalsAtOnce === proposalsAtOnce - 1) await breathe();
      const { proposal, ...data } = event.data;
      const item: QuarantineItem = {
        id: event.id,
        status: 'open',
        ...data,
        proposed: proposedIn(proposal),
        raised: { at: event.at, by: event.actor },
      };
      replaceBy(queue, item, asked);
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
function replaceBy(
  queue: Map<string, QuarantineItem>,
  { id, proposed }: QuarantineItem,
  asked: Questions,
): void {
  if (proposed?.kind !== 'disagreement') return;
  for (const earlier of asked.like(proposed)) {
    const item = queue.get(earlier.id);
    if (item?.status === 'open') queue.set(earlier.id, { ...item, status: 'replaced' });
  }
  asked.add(id, proposed);
}

/**
 * The quarantine as it stands, with the questions that the claims on record answer by now marked as settled.
 * @throws the errors of the store
 */
export async function readQuarantine(store: EventStore, prefix = ''): Promise<Queue> {
  const queue = await foldQuarantine(store, `${prefix}${quarantineStream}`);
  const open = new Map<AuthorityKey, Standing>();
  const settled = new Map(queue);
  for (const item of queue.values()) {
    const { proposed, status } = item;
    if (status !== 'open' || !proposed || proposed.kind === 'claims') continue;
    const { authority } = proposed;
    const standing = open.get(authority) ?? (await standingOf(store, authority, prefix));
    open.set(authority, standing);
    if (!isAsked(proposed, standing)) settled.set(item.id, { ...item, status: 'settled' });
  }
  return settled;
}

/** What the claims of one authority ask by now. */
interface Standing {
  readonly questions: Questions;
  readonly doubted: ReadonlySet<string>;
}

async function standingOf(
  store: EventStore,
  authority: AuthorityKey,
  prefix: string,
): Promise<Standing> {
  const claims = await claimsOf(store, authorityStream(authority, prefix));
  const questions = new Questions();
  for (const question of await disagreementsIn(authority, claims)) questions.add('', question);
  const doubted = effectiveClaims(claims, distantFuture).filter(({ event }) => doubtAbout(event));
  return { questions, doubted: new Set(doubted.map(({ event }) => event.id)) };
}

function isAsked(
  proposed: Exclude<Proposed, { kind: 'claims' }>,
  { questions, doubted }: Standing,
): boolean {
  return proposed.kind === 'disagreement'
    ? questions.like(proposed).size > 0
    : doubted.has(proposed.claim);
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
