import {
  type ClaimEvent,
  type EventEnvelope,
  type EventId,
  eventIdSchema,
  isTimelineError,
  quarantineStream,
  streamOf,
  validateForAppend,
} from '@monitoring-timeline/core';
import { v5 } from 'uuid';
import { missingFrom, type Placed, writesOf } from '../appending.ts';
import { checkRoom } from '../by-hand/check-entry.ts';
import { EntryRefused } from '../by-hand/errors.ts';
import { type Acceptance, claimsAccepted } from './accept.ts';
import type { Deciding } from './deciding.ts';
import { AlreadyDecided } from './errors.ts';
import { findQuarantined, type QuarantineItem, readQuarantine } from './queue.ts';

/** Fixed for ever: one thing has one decision because the id of the decision follows from it. */
const namespace = '5b1f0c52-6f7e-5b0e-9a43-7f0d1f7c2a66';

const attempts = 20;

/** What became of a decision. */
export interface DecisionResult {
  /** The thing with its decision. */
  readonly item: QuarantineItem;
  /** Claims that were written, and those that were on record already. */
  readonly appended: number;
  /** Claims that the log held by their id. */
  readonly alreadyKnown: number;
  /** All of them, written or not; none where it was rejected. */
  readonly events: readonly ClaimEvent[];
  /** True where the same had been decided before, so that nothing was written. */
  readonly decidedBefore: boolean;
}

/**
 * Agrees to what waits in quarantine: its claims are appended with their actor, and with them the decision. Where the same was accepted
 * before nothing is written; where another decision came first, also a moment ago, whoever comes second is told.
 * @throws UnknownQuarantined, AlreadyDecided, EntryRefused where it cannot become a claim, the errors of the store
 */
export async function acceptQuarantined(
  id: string,
  acceptance: Acceptance,
  by: Deciding,
): Promise<DecisionResult> {
  const item = await waiting(id, by);
  if (item.decision?.decision === 'rejected') throw decidedOtherwise(item);
  // agreed to as it is, once more: whatever was appended then is what was agreed to
  if (item.decision && Object.values(acceptance).every((value) => value === undefined)) {
    return before(item);
  }
  const events = await claimsAccepted(item, acceptance, by);
  if (item.decision) return sameOrTold(item, events);
  await checkRoom(events, by);
  return decide(item, 'accepted', acceptance.why, events, by);
}

/**
 * Turns down what waits in quarantine. Of a question that the claims leave open, the answer by rule then stays.
 * @throws UnknownQuarantined, AlreadyDecided, EntryRefused where no reason is given, the errors of the store
 */
export async function rejectQuarantined(
  id: string,
  why: string,
  by: Deciding,
): Promise<DecisionResult> {
  if (why.trim().length < 3) {
    throw new EntryRefused('Say in words why it is rejected, for example --why "misprinted".');
  }
  const item = await waiting(id, by);
  if (item.decision?.decision === 'accepted') throw decidedOtherwise(item);
  if (item.decision) return before(item);
  return decide(item, 'rejected', why.trim(), [], by);
}

/** @throws EntryRefused where nobody need decide */
async function waiting(id: string, { store, prefix }: Deciding): Promise<QuarantineItem> {
  const item = findQuarantined(await readQuarantine(store, prefix), id);
  if (item.status === 'settled') {
    throw new EntryRefused(
      `${item.id} needs no decision any more: what is on record by now settles it. \`timeline history AUTHORITY\` shows the claims.`,
      { id: item.id },
    );
  }
  if (item.status === 'replaced') {
    throw new EntryRefused(
      `${item.id} was asked again with a further source. \`timeline quarantine list\` shows the question as it stands.`,
      { id: item.id },
    );
  }
  return item;
}

/** The id of the decision on a thing in quarantine: one a thing, whoever decides. */
export function decisionIdOf(thing: string): EventId {
  return eventIdSchema.parse(v5(thing, namespace));
}

/** The event that says what became of the thing in quarantine that has this id. */
export function decisionOf(
  thing: string,
  decision: 'accepted' | 'rejected',
  why: string | undefined,
  events: readonly ClaimEvent[],
  { actor, now }: Pick<Deciding, 'actor' | 'now'>,
): EventEnvelope {
  return validateForAppend({
    id: decisionIdOf(thing),
    type: 'ProposalDecided',
    version: 1,
    actor,
    at: now.toISOString(),
    data: {
      proposal: thing,
      decision,
      ...(why ? { why: why.slice(0, 4000) } : {}),
      ...(events.length > 0 ? { appended: events.map(({ id }) => id) } : {}),
    },
    causation: thing,
  });
}

async function decide(
  item: QuarantineItem,
  decision: 'accepted' | 'rejected',
  why: string | undefined,
  events: readonly ClaimEvent[],
  by: Deciding,
): Promise<DecisionResult> {
  const { store, prefix = '' } = by;
  const placed: readonly Placed[] = events.map((event) => ({
    stream: streamOf(event, prefix),
    event: event,
  }));
  const stream = `${prefix}${quarantineStream}`;
  const decided = decisionOf(item.id, decision, why, events, by);
  for (let attempt = 1; ; attempt += 1) {
    const missing = await missingFrom(store, placed);
    try {
      // the claims first: on a store that cannot write both at once, running it again adds the decision
      await store.appendMany([
        ...writesOf(missing),
        { stream, events: [decided], expected: 'any' },
      ]);
      const now = findQuarantined(await readQuarantine(store, prefix), item.id);
      const alreadyKnown = events.length - missing.length;
      return { item: now, appended: missing.length, alreadyKnown, events, decidedBefore: false };
    } catch (error) {
      const met =
        isTimelineError(error) &&
        (error.code === 'EventIdConflict' || error.code === 'PartlyAppended');
      if (!met || attempt >= attempts) throw error;
      const now = findQuarantined(await readQuarantine(store, prefix), item.id);
      if (now.decision?.decision === decision) return sameOrTold(now, events);
      if (now.decision) throw decidedOtherwise(now);
    }
  }
}

function before(item: QuarantineItem): DecisionResult {
  const alreadyKnown = item.decision?.appended.length ?? 0;
  return { item, appended: 0, alreadyKnown, events: [], decidedBefore: true };
}

/** @throws AlreadyDecided where something else was agreed to */
function sameOrTold(item: QuarantineItem, events: readonly ClaimEvent[]): DecisionResult {
  const agreed = new Set(item.decision?.appended);
  if (agreed.size !== events.length || events.some(({ id }) => !agreed.has(id))) {
    throw decidedOtherwise(item);
  }
  return { ...before(item), events };
}

function decidedOtherwise({ id, decision, status }: QuarantineItem): AlreadyDecided {
  const { by, at, why, appended = [] } = decision ?? {};
  const because = why ? ` ("${why}")` : '';
  const undo =
    appended.length > 0
      ? `To take it back, \`timeline retract ${appended[0]} --why "..."\`.`
      : status === 'rejected'
        ? 'To take the fact nevertheless, give it with `timeline record`, or as an event with `timeline import`.'
        : 'To change the claim itself, use `timeline correct`.';
  return new AlreadyDecided(
    `${id} was ${status} by ${by?.name ?? 'somebody'} on ${at?.slice(0, 16).replace('T', ' at ')} UTC${because}, so nothing was written. ${undo}`,
    { id, decision },
  );
}
