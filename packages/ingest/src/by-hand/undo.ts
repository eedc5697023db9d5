import {
  type Actor,
  authorityStream,
  beginning,
  type ClaimEvent,
  claimTypes,
  type Recorded,
  upcast,
} from '@monitoring-timeline/core';
import type { RepairOptions } from './correct-fact.ts';
import type { ByHandResult } from './entry.ts';
import { EntryRefused } from './errors.ts';
import type { WhereToLook } from './find-claim.ts';
import { retractFact, undoKey } from './retract-fact.ts';

const pageSize = 5000;

/** What a person wrote at one time, and what of it is retracted by now. */
interface Act {
  readonly recorded: string;
  readonly events: ClaimEvent[];
}

/**
 * The claims that a person wrote last, in one append, and that nobody has retracted: of an accepted proposal all that it became.
 * Empty where there is no such act.
 */
async function lastAct(
  { store }: RepairOptions,
  actor: Actor,
  { authority, prefix = '' }: WhereToLook,
): Promise<readonly ClaimEvent[]> {
  const acts: Act[] = [];
  const retracted = new Set<string>();
  const take = ({ event: stored, recorded }: Recorded): void => {
    if (!claimTypes.has(stored.type)) return;
    const event = upcast(stored) as ClaimEvent;
    if (event.type === 'FactRetracted') retracted.add(event.data.target);
    if (event.actor?.kind !== 'person' || event.actor.name !== actor.name) return;
    if (event.metadata?.[undoKey] !== undefined) return;
    const last = acts.at(-1);
    if (last?.recorded === recorded) last.events.push(event);
    else acts.push({ recorded, events: [event] });
  };
  if (authority !== undefined) {
    for (const one of await store.readStream(authorityStream(authority, prefix))) take(one);
  } else {
    const filter = prefix === '' ? {} : { filter: { streamPrefix: prefix } };
    for (let after = beginning; ; ) {
      const page = await store.readAll(after, { limit: pageSize, decides: true, ...filter });
      for (const one of page.events) take(one);
      if (page.atEnd) break;
      after = page.next;
    }
  }
  for (const { events } of acts.reverse()) {
    const holding = events.filter(({ id }) => !retracted.has(id));
    if (holding.length > 0) return holding;
  }
  return [];
}

/**
 * Takes back what a person wrote last: each of its claims is retracted, the last one first. What is undone already is passed over, so
 * that doing it again undoes the act before. Retracting the retraction brings it back.
 * @throws EntryRefused where the person wrote nothing that still holds
 */
export async function undoLast(
  why: string | undefined,
  options: RepairOptions,
): Promise<ByHandResult> {
  const { actor } = options;
  const act = await lastAct(options, actor, options);
  if (act.length === 0) {
    throw new EntryRefused(
      `${actor.name} wrote nothing that still holds. Say with --by whose act is meant; what others wrote is taken back with \`timeline retract EVENT --why "..."\`.`,
      { by: actor.name },
    );
  }
  const events: ClaimEvent[] = [];
  let appended = 0;
  for (const { id, authority } of [...act].reverse()) {
    const retraction = { why: why ?? `Undone by ${actor.name}.`, undo: true };
    const result = await retractFact(id, retraction, { ...options, authority });
    events.push(...result.events);
    appended += result.appended;
  }
  return { appended, alreadyKnown: 0, events, takenBack: act };
}
