import type { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope } from '../../events/envelope.ts';
import { seal } from '../integrity.ts';
import { ordinalOf, positionOf } from '../positions.ts';
import type { ComparedTexts, SealedText, StorageProblem } from '../verify.ts';

/** So many findings are told of the texts that are compared at once; more would say nothing else. */
const most = 20;

interface EventColumns {
  readonly position: number;
  readonly name: string | null;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly event: string;
}

/** Which events up to a position are stored otherwise than they were sealed: those compared already, and those after them. */
export function* textFindings(
  db: DatabaseSync,
  upTo: number,
  compared?: ComparedTexts,
): Generator<StorageProblem> {
  yield* compared?.problems ?? [];
  const after = compared === undefined ? 0 : ordinalOf(compared.to);
  for (const row of textsBetween(db, after, upTo)) {
    const problem = againstText(row);
    if (problem !== undefined) yield problem;
  }
}

/**
 * Which texts of events that follow each other are stored otherwise than they are sealed. The sealed ones are at hand: nothing is
 * rendered for it.
 */
export function otherTexts(
  db: DatabaseSync,
  sealed: readonly SealedText[],
): readonly StorageProblem[] {
  const [first, last] = [sealed[0], sealed.at(-1)];
  if (!first || !last) return [];
  const texts = new Map(sealed.map(({ position, text }) => [ordinalOf(position), text]));
  const rows = textsBetween(db, ordinalOf(first.position) - 1, ordinalOf(last.position));
  const problems = [...rows].flatMap((row) => againstText(row, texts.get(row.position)) ?? []);
  return problems.slice(0, most);
}

function textsBetween(db: DatabaseSync, after: number, upTo: number): Iterable<EventColumns> {
  return db
    .prepare(
      `SELECT position, name, revision, id, type, event
       FROM events LEFT JOIN streams ON streams.number = events.stream
       WHERE position > ? AND position <= ? ORDER BY position`,
    )
    .iterate(after, upTo) as Iterable<unknown> as Iterable<EventColumns>;
}

/** What a row says against its text; `sealed` is what the event in it is sealed as, where that is at hand. */
function againstText(row: EventColumns, sealed?: string): StorageProblem | undefined {
  const reason = whyAgainst(row, sealed);
  if (reason === undefined) return undefined;
  const { position, name, revision } = row;
  return {
    reason: `event at position ${position}: ${reason}`,
    event: { position: positionOf(position), stream: name ?? '', revision },
  };
}

function whyAgainst({ id, type, event }: EventColumns, sealed?: string): string | undefined {
  let said: EventEnvelope;
  try {
    said = JSON.parse(event) as EventEnvelope;
  } catch {
    return 'its text is no longer JSON';
  }
  if (said?.id !== id || said.type !== type)
    return 'its id or type differs from what its text says';
  // a member written twice, or in another order, reads otherwise elsewhere
  const text = sealed ?? seal(said).text;
  return text === event ? undefined : 'its text is not written as it was sealed';
}
