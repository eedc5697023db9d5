import { appendFile, readFile } from 'node:fs/promises';
import type { EventStore, Recorded, StreamWrite } from '@monitoring-timeline/core';
import { createMemoryStore, type MemoryStore } from '@monitoring-timeline/core/memory';

/**
 * A log as a text file with one event a line, held in memory while it is open: where an engine of your own may begin. The port's
 * promises on reading are kept by the store in memory; this keeps what is appended. One process writes at a time, and what is not
 * on the disk when the power fails is lost: the shipped engines do better.
 */
export async function openJournalStore(file: string): Promise<EventStore> {
  const memory = createMemoryStore();
  await memory.restore(await linesOf(file));
  return new JournalStore(file, memory);
}

async function linesOf(file: string): Promise<readonly Recorded[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

class JournalStore implements EventStore {
  readonly id: string;
  readonly readStream: EventStore['readStream'];
  readonly readAll: EventStore['readAll'];
  readonly at: EventStore['at'];
  readonly streams: EventStore['streams'];
  readonly known: EventStore['known'];
  readonly follow: EventStore['follow'];
  readonly head: EventStore['head'];
  readonly #file: string;
  readonly #memory: MemoryStore;
  /** Appends come one after the other: the file has the order of the log. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string, memory: MemoryStore) {
    this.#file = file;
    this.#memory = memory;
    this.id = memory.id;
    this.readStream = memory.readStream.bind(memory);
    this.readAll = memory.readAll.bind(memory);
    this.at = memory.at.bind(memory);
    this.streams = memory.streams.bind(memory);
    this.known = memory.known.bind(memory);
    this.follow = memory.follow.bind(memory);
    this.head = memory.head.bind(memory);
  }

  async append(
    stream: string,
    events: StreamWrite['events'],
    { expected }: Pick<StreamWrite, 'expected'>,
  ) {
    const [result] = await this.appendMany([{ stream, events, expected }]);
    return result!;
  }

  appendMany(writes: readonly StreamWrite[]) {
    return this.#kept(() => this.#memory.appendMany(writes));
  }

  restore(events: readonly Recorded[]) {
    return this.#kept(() => this.#memory.restore(events));
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#memory.close();
  }

  /** Does what adds events, then writes down those that were added. */
  #kept<T>(add: () => Promise<T>): Promise<T> {
    const done = this.#last.then(async () => {
      const { position } = await this.#memory.head();
      const result = await add();
      const { events } = await this.#memory.readAll(position, { limit: Number.MAX_SAFE_INTEGER });
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
      if (lines !== '') await appendFile(this.#file, lines, { flush: true });
      return result;
    });
    this.#last = done.catch(() => {});
    return done;
  }
}
