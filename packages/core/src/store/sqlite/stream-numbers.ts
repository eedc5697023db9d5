import { StoreDamaged } from '../errors.ts';
import type { Statements } from './statements.ts';

/** Streams that began together are read together: so many names are looked up at once. */
const atOnce = 64;

interface Numbered {
  readonly number: number;
  readonly name: string;
}

/** Streams are numbered in the file; a number never changes, so both directions are remembered. */
export class StreamNumbers {
  readonly #sql: Statements;
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<number, string>();

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  find(name: string): number | undefined {
    const remembered = this.#numbers.get(name);
    if (remembered !== undefined) return remembered;
    const row = this.#sql.streamNumber.get(name) as { number: number } | undefined;
    return row && this.#remember(row.number, name);
  }

  findOrAdd(name: string): number {
    return (
      this.find(name) ?? this.#remember(Number(this.#sql.addStream.run(name).lastInsertRowid), name)
    );
  }

  /** @throws StoreDamaged where no stream has the number */
  nameOf(number: number): string {
    const remembered = this.#names.get(number);
    if (remembered !== undefined) return remembered;
    const first = number - (number % atOnce);
    const read = this.#sql.streamNames.all(first, first + atOnce) as unknown as Numbered[];
    for (const one of read) this.#names.set(one.number, one.name);
    const name = this.#names.get(number);
    if (name === undefined)
      throw new StoreDamaged(`The log has lost the name of stream ${number}.`);
    return name;
  }

  /** The names of streams that were read with their numbers: whoever lists streams goes on to read them. */
  remember(read: readonly Numbered[]): string[] {
    return read.map(({ number, name }) => {
      this.#remember(number, name);
      return name;
    });
  }

  /** After a transaction that failed: streams it added are not there. */
  forget(): void {
    this.#numbers.clear();
    this.#names.clear();
  }

  #remember(number: number, name: string): number {
    this.#numbers.set(name, number);
    this.#names.set(number, name);
    return number;
  }
}
