import {
  type AuthorityKey,
  type EventStore,
  england,
  type Position,
} from '@monitoring-timeline/core';
import {
  authorityOfStream,
  Breath,
  type Dates,
  type Timeline,
} from '@monitoring-timeline/projections';
import { type Question, settled, type Watched } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';

/** Where on its axes a projection stands: as of a day and as known on it, with the log up to a position. */
export interface Place {
  /** ISO day in London. */
  readonly day: string;
  readonly position: Position;
}

/** One answer of a projection. */
export interface Row {
  readonly authority: string | null;
  readonly answer: unknown;
}

export type Rows = ReadonlyMap<string, Row>;

/** Which answers may differ from one place to another. */
export type Moved = ReadonlySet<AuthorityKey> | 'everything';

/** The answers to a question at any place: authority by authority, or of the whole as one. */
export class Projection {
  readonly region: string | undefined;
  readonly #question: Question;
  readonly #timeline: Timeline;
  readonly #store: EventStore;

  constructor(
    question: Question,
    region: string | undefined,
    { timeline, store }: { readonly timeline: Timeline; readonly store: EventStore },
  ) {
    this.#question = question;
    this.region = this.ofWhole ? region : undefined;
    this.#timeline = timeline;
    this.#store = store;
  }

  /** True where the answer about many is one: nothing in it can be told authority by authority. */
  get ofWhole(): boolean {
    return isOfWhole(this.#question);
  }

  /** An answer as a text that stays the same while nothing but the days gone by differs. */
  readonly settled = (answer: unknown): string => settled({ answer: this.#oneAnswer }, answer);

  /** The shape of one answer: of a list about many it is a row. */
  get #oneAnswer(): z.ZodType {
    const { answer, about } = this.#question;
    const row = answer instanceof z.ZodArray ? (answer.element as z.ZodType) : answer;
    return this.ofWhole || about === 'authority' ? answer : row;
  }

  /** Keys under which answers are kept together: one an authority. */
  #keys(): readonly AuthorityKey[] {
    if (this.ofWhole) return [england];
    return this.#timeline.directory.all().map(({ key }) => key);
  }

  /** The answers about those that moved, by key; `authority/rule/anchor` where an authority has several. */
  async rows(place: Place, moved: Moved): Promise<Map<string, Row>> {
    const rows = new Map<string, Row>();
    const breath = new Breath();
    const keys = this.ofWhole || moved === 'everything' ? this.#keys() : [...moved];
    for (const key of keys) {
      await breath.take();
      // an authority that the directory does not list yet has no answers
      if (key !== england && !this.#timeline.directory.get(key)) continue;
      for (const [name, row] of await this.#of(key, { asOf: place.day, upTo: place.position })) {
        rows.set(name, row);
      }
    }
    return rows;
  }

  /** Whose answers can differ between two places; everybody's once a day has passed or the national record has moved. */
  async moved(from: Place, to: Place): Promise<Moved> {
    if (from.day !== to.day) return 'everything';
    const keys = new Set<AuthorityKey>();
    for (let after = from.position, atEnd = false; !atEnd && after < to.position; ) {
      const page = await this.#store.readAll(after, { limit: 1000 });
      for (const { stream, position } of page.events) {
        const key = position > to.position ? undefined : authorityOfStream(stream);
        if (key === england) return 'everything';
        if (key !== undefined) keys.add(key);
      }
      // most of the answers are then worked out anew anyway
      if (keys.size > 100) return 'everything';
      after = page.next;
      atEnd = page.atEnd;
    }
    return keys;
  }

  async #of(key: AuthorityKey, dates: Dates): Promise<readonly (readonly [string, Row])[]> {
    const question = this.#question;
    const ask = (words: object) => this.#timeline.ask(question, words as never, dates);
    if (this.ofWhole) {
      const { region } = this;
      const answer = await ask(region === undefined ? {} : { region });
      return [[key, { authority: null, answer }]];
    }
    const answer = await ask({ authority: key });
    if (question.about === 'authority') return [[key, { authority: key, answer }]];
    const { rowName = (row) => String(question.key?.(row)) } = question.watched as Watched;
    return (answer as readonly unknown[]).map((row, index) => [
      `${key}/${rowName(row as never, index)}`,
      { authority: key, answer: row },
    ]);
  }
}

/** True for a question about many whose answer is not a list that can be asked authority by authority. */
export function isOfWhole({ about, key, words }: Question): boolean {
  return about !== 'authority' && !(key && 'authority' in words.shape);
}

/** True where an answer under this name is about one of those that moved. */
export function isOf(name: string, moved: Moved): boolean {
  return moved === 'everything' || moved.has((name.split('/', 1)[0] ?? '') as AuthorityKey);
}
