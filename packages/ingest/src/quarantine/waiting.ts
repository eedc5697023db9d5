import { basename } from 'node:path';
import { type Recorded, upcast } from '@monitoring-timeline/core';
import type { AwaitedRow } from '../reading/awaited-rows.ts';
import { nameWithin } from '../reading/kept-name.ts';

/** What an import must know of a thing that waits, to tell whether a file answers it. */
export interface Waiting {
  readonly id: string;
  /** Stable code, as `Problem.reason`. */
  readonly reason: string;
  /** Name of its file, without folders. */
  readonly file: string;
  readonly sha256: string | undefined;
  /** The line or row at fault; where the fault lies in one. */
  readonly place: string | undefined;
  /** Whether it is a row of a known table. */
  readonly ofTable: boolean;
  /** Whether it is a part of its file, and what stands there is kept. */
  readonly isPart: boolean;
  /** Whether there are claims that a person can agree to. */
  readonly proposes: boolean;
}

/** More rows than that are mended by giving the whole table anew. */
const mostAwaited = 5000;

/** Questions about claims on record, which no file answers by itself. */
const aboutRecord: ReadonlySet<unknown> = new Set(['disagreement', 'doubt']);

/** What waits for a decision and may be answered by a file, by file and by hash. */
export class WaitingThings {
  readonly #things = new Map<string, Waiting>();
  /** Of rows of known tables, the last that came, by their ids. */
  readonly #rows = new Map<string, AwaitedRow>();

  take({ event: stored }: Recorded): void {
    const event = upcast(stored);
    if (event.type === 'ProposalQuarantined') {
      const { proposal, file, reason, sha256, locator, row, given } = event.data;
      if (aboutRecord.has((proposal as { readonly kind?: unknown } | undefined)?.kind)) return;
      const { id } = event;
      const name = basename(file);
      this.#things.set(id, {
        ...{ id, reason, file: name, sha256 },
        // without the column that was at fault
        place: row?.place ?? locator?.replace(/, column .*$/, ''),
        ofTable: row !== undefined,
        isPart: given !== undefined,
        proposes: proposal !== undefined,
      });
      if (!row || typeof given !== 'object' || given === null) return;
      this.#rows.set(id, {
        ...{ id, file: name, table: row.table, faulty: row.faulty },
        given: given as Readonly<Record<string, string>>,
      });
      const [first = ''] = this.#rows.keys();
      if (this.#rows.size > mostAwaited) this.#rows.delete(first);
    } else if (event.type === 'ProposalDecided') {
      this.#things.delete(event.data.proposal);
      this.#rows.delete(event.data.proposal);
    }
  }

  /** What waits at this moment. */
  now(): WaitingNow {
    return new WaitingNow([...this.#things.values()], [...this.#rows.values()]);
  }
}

/** What waits at one moment. */
export class WaitingNow {
  /** Rows of known tables, oldest first; of very many the last. */
  readonly rows: readonly AwaitedRow[];
  readonly #by = new Map<string, Waiting[]>();

  constructor(things: readonly Waiting[], rows: readonly AwaitedRow[]) {
    this.rows = rows;
    for (const thing of things) {
      this.#add(`file ${thing.file}`, thing);
      if (thing.sha256) this.#add(`hash ${thing.sha256}`, thing);
    }
  }

  #add(name: string, thing: Waiting): void {
    const things = this.#by.get(name);
    if (things) things.push(thing);
    else this.#by.set(name, [thing]);
  }

  /** What waits of files of this name or of these bytes. */
  of(file: string, sha256: string): ReadonlySet<Waiting> {
    const name = basename(file);
    const keys = [`file ${name}`, `file ${nameWithin(name)}`, `hash ${sha256}`];
    return new Set(keys.flatMap((key) => this.#by.get(key) ?? []));
  }
}
