import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventId } from '../../events/envelope.ts';
import type { StreamTail } from '../integrity.ts';
import type { EventIds, StandingEvent } from './event-ids.ts';

/** Ids found by the index of a file of the first version, which SQLite keeps itself. */
export class IdsByIndex implements EventIds {
  readonly #held: StatementSync;

  constructor(db: DatabaseSync) {
    this.#held = db.prepare(`
      SELECT id, revision, position, content_hash AS contentHash FROM events
      WHERE stream = ? AND id IN (SELECT value FROM json_each(?)) AND position <= ?`);
  }

  held(stream: number, ids: readonly EventId[], upTo: number): readonly StandingEvent[] {
    return this.#held.all(stream, JSON.stringify(ids), upTo) as never;
  }

  heldBeforeAppend(
    stream: number,
    _: StreamTail,
    ids: readonly EventId[],
    upTo: number,
  ): readonly StandingEvent[] {
    return this.held(stream, ids, upTo);
  }

  add(): void {}
}
