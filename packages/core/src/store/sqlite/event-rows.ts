import type { EventEnvelope, Placed, Recorded } from '../../events/envelope.ts';
import type { PlacedEvent } from '../append.ts';
import { StoreDamaged } from '../errors.ts';
import type { Position } from '../event-store.ts';
import { ordinalOf, positionOf } from '../positions.ts';
import { type EventRow, type PlacedRow, rowsAtOnce, type Statements } from './statements.ts';
import type { StreamNumbers } from './stream-numbers.ts';

/** Events as rows of the file: written in the order of the log, and read back with what their place says of them. */
export class EventRows {
  readonly #sql: Statements;
  readonly #streams: StreamNumbers;
  readonly #path: string;

  constructor(sql: Statements, streams: StreamNumbers, path: string) {
    this.#sql = sql;
    this.#streams = streams;
    this.#path = path;
  }

  /** Many rows a statement where there are many: what SQLite does for each statement is done for all of them at once. */
  insert(placed: readonly PlacedEvent[]): void {
    let at = 0;
    for (; at + rowsAtOnce <= placed.length; at += rowsAtOnce) {
      this.#sql.insertSome.run(...this.#rowsOf(placed, at, at + rowsAtOnce));
    }
    for (; at < placed.length; at += 1) this.#sql.insert.run(...this.#rowsOf(placed, at, at + 1));
  }

  /** Events with their hashes. @throws StoreDamaged where a row holds no event, or its stream has no name */
  recorded(rows: readonly unknown[]): Recorded[] {
    return (rows as readonly EventRow[]).map((row) => {
      const [, , , , , contentHash, chainHash] = row;
      return { ...this.#placedIn(row), contentHash, chainHash };
    });
  }

  /** Events without their hashes. @throws StoreDamaged where a row holds no event, or its stream has no name */
  placed(rows: readonly unknown[]): Placed[] {
    return (rows as readonly PlacedRow[]).map((row) => this.#placedIn(row));
  }

  /** Of very many events only what is being folded is held as more than text. */
  *placedInTurn(rows: readonly PlacedRow[]): Generator<Placed> {
    for (const row of rows) yield this.#placedIn(row);
  }

  /** The values of rows, one row after the other, in the order of the statement. */
  #rowsOf(placed: readonly PlacedEvent[], from: number, to: number): (string | number)[] {
    const values: (string | number)[] = [];
    for (let at = from; at < to; at += 1) {
      const event = placed[at]!;
      const { revision, id, type, recorded, contentHash, chainHash, text } = event;
      const number = this.#streams.findOrAdd(event.stream);
      values.push(ordinalOf(event.position), number, revision, id, type, recorded);
      values.push(contentHash, chainHash, text);
    }
    return values;
  }

  #placedIn([ordinal, number, revision, recorded, text]: PlacedRow | EventRow): Placed {
    const stream = this.#streams.nameOf(number);
    const position = positionOf(ordinal);
    const event = this.#parse(text, position, stream, revision);
    return { event, stream, revision, position, recorded };
  }

  #parse(text: string, position: Position, stream: string, revision: number): EventEnvelope {
    try {
      return JSON.parse(text) as EventEnvelope;
    } catch (error) {
      throw new StoreDamaged(
        `${this.#path}: the event at position ${position} is no longer JSON (${(error as Error).message}).`,
        { position, stream, revision },
        error,
      );
    }
  }
}
