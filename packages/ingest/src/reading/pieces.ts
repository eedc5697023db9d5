import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { breathe } from '../breathe.ts';
import type { FileReading } from '../proposal.ts';

const lists = ['proposals', 'problems', 'people', 'recorded', 'recordedAt'] as const;

/** Some of what a file says: a long reading comes out of its thread in pieces, each of a few milliseconds. */
export type Piece = Partial<Pick<FileReading, (typeof lists)[number]>>;

/** How many members of a list are handed on at once. */
export const handedAtOnce = 200;

/** A reading in pieces. */
export function* piecesOf(reading: Piece): Generator<Piece> {
  for (const list of lists) {
    const members: readonly unknown[] = reading[list] ?? [];
    for (let at = 0; at < members.length; at += handedAtOnce) {
      yield { [list]: members.slice(at, at + handedAtOnce) };
    }
  }
}

/** The lists of a reading, as they come in. */
export class Gathered {
  readonly #port: MessagePort;
  #taking: Promise<void> | undefined;
  readonly #lists = { proposals: [], problems: [], people: [], recorded: [], recordedAt: [] };

  /** @param port where pieces come in; none is taken before it is asked for */
  constructor(port: MessagePort) {
    this.#port = port;
  }

  /** Takes what has come in, one piece a turn: a thread hands on faster than others on this one could have theirs. */
  take(): Promise<void> {
    this.#taking ??= this.#takeAll().finally(() => {
      this.#taking = undefined;
    });
    return this.#taking;
  }

  async #takeAll(): Promise<void> {
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (!received) return;
      const piece = received.message as Piece;
      for (const list of lists) {
        const into: unknown[] = this.#lists[list];
        for (const member of piece[list] ?? []) into.push(member);
      }
      await breathe();
    }
  }

  get reading(): Required<Piece> {
    return this.#lists;
  }

  close(): void {
    this.#port.close();
  }
}
