import type { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope } from '../../events/envelope.ts';
import { seal } from '../integrity.ts';
import { ordinalOf, positionOf } from '../positions.ts';
import type { ComparedTexts, SealedText, StorageProblem } from '../verify.ts';
import { versionOf } from './connection.ts';
import { guardFindings } from './guards.ts';
import { restoredAtKey } from './restored.ts';
import { fewByType, type SchemaVersion, schemaOf } from './schema.ts';

/** So many findings are told; more would say nothing else. */
const most = 20;

interface EventColumns {
  readonly position: number;
  readonly name: string | null;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly event: string;
}

interface HeadColumns {
  readonly position: number;
  readonly events: number;
  readonly streams: number;
  readonly recorded: string;
}

/**
 * What a file says against the log in it that no hash of an event can show: damaged pages, guards that were taken away, rows that no
 * append wrote, numbers that do not add up, and columns or texts that readers never see. Nothing here asks SQLite to read JSON:
 * what it can nest is less than what an event may hold.
 * @param more what else is looked for, after all that
 */
export function storageFindings(
  db: DatabaseSync,
  compared: ComparedTexts | undefined,
  more: readonly ((db: DatabaseSync) => Iterable<StorageProblem>)[],
): readonly StorageProblem[] {
  const damage = textsOf(db, 'PRAGMA integrity_check(20)').filter((finding) => finding !== 'ok');
  if (damage.length > 0) return damage.map((reason) => ({ reason }));
  const found: StorageProblem[] = [];
  for (const finding of [guards, identity, rows, sequence, streams, times, texts, ...more]) {
    for (const problem of finding(db, compared)) {
      found.push(problem);
      if (found.length === most) return found;
    }
  }
  return found;
}

function textsOf(db: DatabaseSync, sql: string): string[] {
  return db
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]));
}

function* guards(db: DatabaseSync): Generator<StorageProblem> {
  const mayLack = [`index ${fewByType.name}`];
  for (const reason of guardFindings(db, schemaOf(versionOf(db) as SchemaVersion), mayLack))
    yield { reason };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function* identity(db: DatabaseSync): Generator<StorageProblem> {
  const kept = db.prepare('SELECT key, value FROM meta ORDER BY key').all() as {
    key: string;
    value: string;
  }[];
  for (const { key, value } of kept) {
    if (key === restoredAtKey) {
      const { position } = headOf(db);
      if (/^\d{1,15}$/.test(value) && Number(value) <= position) continue;
      yield { reason: `it says that it was restored at "${value}", which is no place in it` };
    } else if (key !== 'store_id')
      yield { reason: `it says "${key}" of itself, which no log does` };
    else if (!uuid.test(value)) yield { reason: `its store id "${value}" is none` };
  }
}

export function headOf(db: DatabaseSync): HeadColumns {
  return db.prepare('SELECT position, events, streams, recorded FROM head').get() as never;
}

function* rows(db: DatabaseSync): Generator<StorageProblem> {
  const head = headOf(db);
  const heads = Number(textsOf(db, 'SELECT count(*) FROM head')[0]);
  if (heads !== 1) yield { reason: `it has ${heads} heads` };
  const past = db
    .prepare(
      `SELECT count(*) AS count, min(position) AS first, max(position) AS last FROM events WHERE position > ?`,
    )
    .get(head.position) as { count: number; first: number; last: number };
  if (past.count > 0) {
    yield {
      reason: `${past.count} ${past.count === 1 ? 'event stands' : 'events stand'} past the head, at positions ${past.first} to ${past.last}: no append of this program wrote them, and no reader is given them`,
    };
  }
  const before = Number(textsOf(db, 'SELECT count(*) FROM events WHERE position < 1')[0]);
  if (before > 0) yield { reason: `${before} events stand before the first position` };
}

function* sequence(db: DatabaseSync): Generator<StorageProblem> {
  const head = headOf(db);
  const given = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'").all() as {
    seq: number;
  }[];
  const seq = given.length === 1 ? given[0]!.seq : given.length === 0 ? 0 : Number.NaN;
  if (seq !== head.position) {
    yield { reason: `positions were given out up to ${seq}, but the head says ${head.position}` };
  }
}

function* streams(db: DatabaseSync): Generator<StorageProblem> {
  const head = headOf(db);
  const empty = db
    .prepare(
      `SELECT name FROM streams WHERE NOT EXISTS (
         SELECT 1 FROM events WHERE events.stream = streams.number AND events.position <= ?)
       ORDER BY name LIMIT ?`,
    )
    .all(head.position, most) as { name: string }[];
  for (const { name } of empty)
    yield { reason: `the stream ${name} holds no event up to the head` };
  const count = Number(
    (
      db
        .prepare('SELECT count(DISTINCT stream) AS count FROM events WHERE position <= ?')
        .get(head.position) as { count: number }
    ).count,
  );
  if (count !== head.streams) {
    yield { reason: `events lie in ${count} streams, but the head says ${head.streams}` };
  }
}

function* times(db: DatabaseSync): Generator<StorageProblem> {
  const head = headOf(db);
  const { last } = db
    .prepare("SELECT coalesce(max(recorded), '') AS last FROM events WHERE position <= ?")
    .get(head.position) as { last: string };
  if (last !== head.recorded) {
    yield {
      reason: `the last event was recorded at ${last || 'no time'}, but the head says ${head.recorded || 'no time'}: the next would be timed by it`,
    };
  }
}

function* texts(db: DatabaseSync, compared?: ComparedTexts): Generator<StorageProblem> {
  yield* compared?.problems ?? [];
  const after = compared === undefined ? 0 : ordinalOf(compared.to);
  for (const row of textsBetween(db, after, headOf(db).position)) {
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
