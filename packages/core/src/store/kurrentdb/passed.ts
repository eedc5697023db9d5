import { beginning, type Position } from '../event-store.ts';
import { positionAt, type ServerPosition } from './positions.ts';

/** A part of the server's log, in bytes, that is worth remembering where it holds nothing of ours. */
const worthwhile = 2n * 1_048_576n;

/** How many parts are remembered; the first ones are forgotten where there are more. */
const most = 64;

/** A part of the server's log that others filled. */
export interface Stretch {
  /** The event of ours before it; the beginning where there is none. */
  readonly after: Position;
  /** Where reading goes on. A `prepare` of 0 says that the record there was not looked at. */
  readonly to: ServerPosition;
}

/** Where a log shares its server with others: the parts that hold nothing of it, so that they are gone through once. */
export class Passed {
  readonly #start: ServerPosition;
  #stretches: readonly Stretch[] = [];
  #furthest: Position;

  constructor(
    start: ServerPosition,
    stretches: readonly Stretch[] = [],
    furthest: Position = beginning,
  ) {
    this.#start = start;
    this.#furthest = furthest;
    for (const { after, to } of stretches) this.note(after, to);
  }

  get stretches(): readonly Stretch[] {
    return this.#stretches;
  }

  /** The stretch that follows the last event of ours that is known. */
  get tail(): Stretch | undefined {
    const last = this.#stretches.at(-1);
    return last && last.after >= this.#furthest ? last : undefined;
  }

  /** The stretch that follows an event of ours. */
  at(position: Position): Stretch | undefined {
    return this.#stretches.find(({ after }) => after === position);
  }

  /** The first stretch that begins after a position. */
  beyond(position: Position): Stretch | undefined {
    return this.#stretches.find(({ after }) => after > position);
  }

  /** An event of ours stands there. */
  saw(position: Position): void {
    if (position > this.#furthest) this.#furthest = position;
  }

  /** Nothing of ours lies between. @returns whether that is worth remembering and was not known */
  note(after: Position, to: ServerPosition): boolean {
    const from = after === beginning ? this.#start.commit : BigInt(after);
    const known = this.at(after);
    if (to.commit - (known?.to.commit ?? from) < worthwhile) return false;
    this.#stretches = [...this.#stretches.filter((one) => one !== known), { after, to }]
      .sort((one, other) => (one.after < other.after ? -1 : 1))
      .slice(-most);
    return true;
  }

  /** Notes what lies between events of ours that follow each other. */
  noteBetween(
    after: Position,
    events: readonly { readonly position?: ServerPosition | undefined }[],
  ): boolean {
    let [last, noted] = [after, false];
    for (const { position } of events) {
      if (position === undefined) continue;
      noted = this.note(last, { commit: position.commit, prepare: 0n }) || noted;
      last = positionAt(position);
      this.saw(last);
    }
    return noted;
  }
}
