import { setImmediate } from 'node:timers/promises';
import {
  type AuthorityKey,
  authorityKey,
  type EventStore,
  england,
  epochDay,
} from '@monitoring-timeline/core';
import type { z } from 'zod';
import { coordinatesOf, type Dates } from '../coordinates.ts';
import { Breath } from '../engine/breath.ts';
import { readQuestion } from '../questions/ask.ts';
import { unwrapped } from '../questions/fields.ts';
import type { AnsweringContext, Question, RecordReader, WordsOf } from '../questions/question.ts';
import { settled } from '../questions/settled.ts';
import { regionsMeant } from '../views/across/regions-meant.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type Authorities, authoritiesOf, joinAuthorities } from './moved.ts';
import type { WatchedRow, WatchedRows } from './rows.ts';

/** What watched questions are worked out with. */
export interface AnsweringParts {
  readonly store: EventStore;
  readonly prefix: string;
  readonly reader: RecordReader;
  readonly context: AnsweringContext;
}

/** A question as it is watched. */
export interface WatchedQuestion {
  readonly question: Question;
  /** Its words; of a question about one authority without `authority`, of every authority. */
  readonly words: Readonly<Record<string, unknown>>;
  readonly dates: Dates;
}

/** More authorities than this are read one after the other from the log less well than all at once. */
const many = 100;

/** The rows of a watched question at any checkpoint. */
export class AnswersAt {
  readonly #parts: AnsweringParts;
  readonly #asked: WatchedQuestion;
  /** `parts`: a row, or some, for each authority; `whole`: one row of everybody. */
  readonly #kept: 'parts' | 'whole';
  /** The one authority that it is about, where one was named. */
  readonly #only: AuthorityKey | undefined;
  /** The regions that it is about, where one was named. */
  readonly #regions: ReadonlySet<string> | undefined;

  /** @throws UnknownAuthority, AmbiguousAuthority, UnknownRegion */
  constructor(asked: WatchedQuestion, parts: AnsweringParts, today: string) {
    const { question, words } = asked;
    const { directory } = parts.context;
    this.#asked = asked;
    this.#parts = parts;
    this.#kept = ofWhole(question) ? 'whole' : 'parts';
    const { authority, region } = words;
    if (typeof region === 'string') this.#regions = new Set(regionsMeant(region));
    if (this.#kept === 'parts' && typeof authority === 'string') {
      const national = question.england === true && authority.trim().toLowerCase() === england;
      const asOf = epochDay(today);
      this.#only = national ? england : directory.resolve(authority, { asOf }).key;
    }
  }

  /** True where the answer is about the log, and not about authorities. */
  get ofLog(): boolean {
    return this.#asked.question.about === 'log';
  }

  /** The rows of those whose answers may differ. */
  async rows(at: Checkpoint, whose: Authorities): Promise<WatchedRows> {
    if (this.#kept === 'whole') {
      const nobody = whose !== 'everybody' && whose.size === 0;
      return nobody ? new Map() : new Map([[england, await this.#whole(at)]]);
    }
    const rows = new Map<string, WatchedRow>();
    const breath = new Breath();
    for (const key of this.#keys(whose)) {
      await breath.take();
      for (const [name, row] of await this.#of(key, at)) rows.set(name, row);
    }
    return rows;
  }

  /** True where a row is about one of those whose answers may differ. */
  touches(name: string, whose: Authorities): boolean {
    if (whose === 'everybody') return true;
    return this.#kept === 'whole'
      ? whose.size > 0
      : whose.has(authorityKey(name.split('/', 1)[0] ?? ''));
  }

  /** Whose answers can differ between two checkpoints: everybody's once a day has passed, and by any event what is of the log. */
  async moved(from: Checkpoint, to: Checkpoint): Promise<Authorities> {
    if (from.day !== to.day || this.ofLog) return 'everybody';
    const { store, prefix } = this.#parts;
    let whose: Authorities = new Set<AuthorityKey>();
    for (let after = from.position, atEnd = false; !atEnd && after < to.position; ) {
      const page = await store.readAll(after, { limit: 250 });
      const events = page.events.filter(({ position }) => position <= to.position);
      whose = joinAuthorities(whose, authoritiesOf(events, prefix));
      if (whose === 'everybody' || whose.size > many) return 'everybody';
      ({ next: after, atEnd } = page);
      if (!atEnd) await setImmediate();
    }
    return whose;
  }

  #keys(whose: Authorities): readonly AuthorityKey[] {
    const { directory } = this.#parts.context;
    const only = this.#only;
    if (only !== undefined) return whose === 'everybody' || whose.has(only) ? [only] : [];
    // of the few that moved the many others are not gone through
    const listed =
      whose === 'everybody'
        ? directory.all().map(({ key }) => key)
        : [...whose].filter((key) => directory.get(key));
    const regions = this.#regions;
    return regions ? listed.filter((key) => regions.has(directory.region(key) ?? '')) : listed;
  }

  async #of(
    key: AuthorityKey,
    at: Checkpoint,
  ): Promise<readonly (readonly [string, WatchedRow])[]> {
    const { question } = this.#asked;
    const answer = await this.#answer(at, { authority: key });
    const name = rowNameOf(question);
    if (!name) return [[key, { authority: key, answer, settled: settled(question, answer) }]];
    const schema = rowSchema(question);
    return (answer as readonly unknown[]).map((row, index) => [
      `${key}/${name(row as never, index)}`,
      { authority: key, answer: row, settled: settled({ answer: schema }, row) },
    ]);
  }

  async #whole(at: Checkpoint): Promise<WatchedRow> {
    const answer = await this.#answer(at, {});
    return { authority: null, answer, settled: settled(this.#asked.question, answer) };
  }

  #answer({ day, position }: Checkpoint, more: object): Promise<unknown> {
    const { question, words, dates } = this.#asked;
    const { reader, context } = this.#parts;
    const at = coordinatesOf({ ...dates, upTo: position }, epochDay(day));
    const asked = readQuestion(question, { ...words, ...more } as WordsOf<Question>);
    return asked.answer(reader, at, { ...context, dates });
  }
}

/** True where the answer is a list about many that can be asked, and so is kept up, authority by authority. */
export function isOfRows(question: Question): boolean {
  return rowNameOf(question) !== undefined;
}

/** True where the answer is one thing: nothing in it can be told authority by authority. */
export function ofWhole(question: Question): boolean {
  return question.about !== 'authority' && !isOfRows(question);
}

/** The shape of one row as it is watched: the answer, or a row of one that is a list kept up row by row. */
export function rowSchema(question: Question): z.ZodType {
  if (!isOfRows(question)) return question.answer;
  const { schema } = unwrapped(question.answer);
  return (schema as unknown as { readonly element: z.ZodType }).element;
}

function rowNameOf(question: Question): ((row: never, index: number) => string) | undefined {
  const { watched, words, key } = question;
  if (!watched || !key || !('authority' in words.shape)) return undefined;
  return watched.rowName?.bind(watched) ?? ((row) => String(key(row)));
}
