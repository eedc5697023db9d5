import {
  type AuthorityKey,
  addDays,
  claimFrom,
  type EpochDay,
  england,
  isRepair,
  latestDay,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import { StateMoved } from '@monitoring-timeline/core/state';
import { clocksMovedBy } from '../engine/authority-of-stream.ts';
import { Breath, unhurriedly } from '../engine/breath.ts';
import { DueIndex } from '../engine/due-index.ts';
import { londonDay } from '../engine/london.ts';
import type { RecordSource } from '../engine/record-source.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { type Cause, noticesOf } from './derive.ts';
import { endsImport, importNotice, isImported } from './import-notice.ts';
import type { KeptDays, Reached } from './kept-days.ts';
import { byWeight } from './kinds.ts';
import type { KeptNotice, Notice } from './notice.ts';
import { type DueOf, type Seen, seenOf } from './seen.ts';
import { NoticeShelf, type ShelfOptions, sameReached } from './shelf.ts';
import { sourceIn } from './sources.ts';
import { withdrawals } from './withdraw.ts';

export interface IssuerOptions extends ShelfOptions {
  readonly records: RecordSource;
  readonly dueOf: DueOf;
  /** The next day on which an authority's answers can change by time alone. */
  readonly nextDay: (
    record: AuthorityRecord,
    after: EpochDay,
    upTo?: Position,
  ) => EpochDay | undefined;
  /** Where the next days of all authorities are kept, so that not every record is read at the start. */
  readonly days: KeptDays;
  readonly prefix?: string;
}

/**
 * Issues notices from the log and the clock, in the order in which facts were recorded and days were reached: each once,
 * kept in one transaction with the place that was reached. It begins at the head of the log, so importing history alarms
 * nobody; a second issuer on the same state finds itself overtaken and goes on from where the other is.
 *
 * What came in by an import is looked at once for each authority, when the import has ended: what was so only between two
 * facts of one import was never so. An import that never ended is taken to end with its day.
 */
export class NoticeIssuer {
  /** What it issued, with all that was issued before. */
  readonly shelf: NoticeShelf;
  readonly #options: IssuerOptions;
  #index = new DueIndex();
  #reached: Reached | undefined;
  /** Where another stood that issued meanwhile. */
  #seenAt: Position | undefined;
  /** Authorities of which an import brought something that was not looked at yet, each with the place before it. */
  #waiting = new Map<AuthorityKey, Position>();

  constructor(options: IssuerOptions) {
    this.#options = options;
    this.shelf = new NoticeShelf(options);
  }

  /** The last place of the log that notices were issued of, here or as another was seen to; undefined before the first run, and after one that failed. */
  get position(): Position | undefined {
    return this.#reached?.position ?? this.#seenAt;
  }

  /** Day on which the next notice may fall by time alone; an import that does not end is looked at on the day after. */
  nextDay(): EpochDay | undefined {
    const next = this.#index.next();
    if (this.#waiting.size === 0 || !this.#reached) return next;
    const after = addDays(this.#reached.day, 1);
    return next === undefined || after < next ? after : next;
  }

  /** Issues everything up to the present end of the log and the given day; returns what was issued. */
  async run(today: EpochDay): Promise<readonly KeptNotice[]> {
    for (;;) {
      try {
        return await this.#runOnce(today);
      } catch (error) {
        // what was taken out of the index was not kept: begin again from what was
        this.#reached = undefined;
        this.#seenAt = undefined;
        // another worker was faster: what it issued is there, go on after it
        if (!(error instanceof StateMoved)) throw error;
      }
    }
  }

  /** Keeps the next day of every authority, as of the last run, for who starts after this. @throws StateMoved */
  async keepDays(): Promise<void> {
    if (this.#reached) await this.#options.days.keep(this.#index.entries(), this.#reached);
  }

  /**
   * Looks at what another process has issued, and issues nothing.
   * @returns true where that is all that is due up to the present end of the log and the given day
   */
  async look(today: EpochDay): Promise<boolean> {
    const { store, prefix = '' } = this.#options;
    const there = await this.shelf.reached();
    if (there === undefined) return false;
    const { position, day } = there;
    if (!this.#reached || !sameReached(this.#reached, there)) {
      this.#reached = undefined;
      this.#seenAt = position;
      await this.shelf.lookUp();
    }
    if (day < today) return false;
    const filter = prefix === '' ? {} : { filter: { streamPrefix: prefix } };
    const { events } = await store.readAll(position, { limit: 1, decides: true, ...filter });
    return events.length === 0;
  }

  async #runOnce(today: EpochDay): Promise<readonly KeptNotice[]> {
    let reached = this.#reached ?? (await this.#open(today));
    this.#reached = reached;
    const { store, prefix = '' } = this.#options;
    const issued: KeptNotice[] = [];
    const breath = new Breath();
    for (;;) {
      const page = await store.readAll(reached.position, {
        limit: 500,
        decides: true,
        ...(prefix === '' ? {} : { filter: { streamPrefix: prefix } }),
      });
      const notices: Notice[] = [];
      let { day, position } = reached;
      const reach = async (next: EpochDay): Promise<void> => {
        if (next > day)
          notices.push(...(await this.#waited(position, day, [...issued, ...notices])));
        notices.push(...(await this.#until(next, position)));
        day = latestDay(day, next);
      };
      for (const event of page.events) {
        await breath.take();
        await reach(londonDay(Date.parse(event.recorded)));
        notices.push(...(await this.#onEvent(event, position, day, [...issued, ...notices])));
        position = event.position;
      }
      if (page.next > position) position = page.next;
      if (page.atEnd) await reach(today);
      const stand = { reached: { position, day }, waiting: this.#waiting };
      issued.push(...(await this.shelf.put(notices, reached, stand)));
      reached = stand.reached;
      this.#reached = reached;
      if (page.atEnd) return issued;
    }
  }

  /** Notices of the days on which something becomes due, up to a day, each as of its own day. */
  async #until(day: EpochDay, upTo: Position): Promise<readonly Notice[]> {
    const notices: Notice[] = [];
    const breath = new Breath();
    for (
      let next = this.#index.next();
      next !== undefined && next <= day;
      next = this.#index.next()
    ) {
      const on = next;
      for (const authority of [...this.#index.takeUntil(on)].sort()) {
        await breath.take();
        const record = await this.#options.records.get(authority);
        const before = await this.#seen(record, addDays(on, -1), upTo);
        const after = await this.#seen(record, on, upTo);
        const cause = { authority, day: on, sourceOf: sourceIn(record) };
        notices.push(...(await unhurriedly(noticesOf(before, after, cause))));
        this.#index.set(authority, await this.#nextDay(record, on, upTo));
      }
    }
    return notices;
  }

  async #onEvent(
    recorded: Recorded,
    before: Position,
    day: EpochDay,
    sofar: readonly Notice[],
  ): Promise<readonly Notice[]> {
    if (endsImport(recorded)) {
      const authorities = [...this.#waiting.keys()].filter((key) => key !== england);
      const told = await this.#waited(recorded.position, day, sofar);
      return [...told, ...importNotice(recorded, day, authorities, told)];
    }
    const { prefix = '' } = this.#options;
    const whose = clocksMovedBy(recorded, prefix);
    const event = whose === undefined ? undefined : claimFrom(recorded);
    if (whose === undefined || !event) return [];
    const { position } = recorded;
    if (isImported(recorded)) {
      const waiting = whose === 'everybody' ? england : whose;
      if (!this.#waiting.has(waiting)) this.#waiting.set(waiting, before);
      return [];
    }
    // what waits for a national fact concerns everybody, and is told before what comes after it
    const earlier = this.#waiting.has(england) ? await this.#waited(before, day, sofar) : [];
    if (whose === 'everybody') {
      return [...earlier, ...(await this.#onEverybody(before, position, day, sofar))];
    }
    const from = this.#waiting.get(whose) ?? before;
    this.#waiting.delete(whose);
    const all = [...sofar, ...earlier];
    return [...earlier, ...(await this.#moved(whose, from, position, day, all))];
  }

  /** Looks at everything that imports brought and that was not looked at yet. */
  async #waited(
    upTo: Position,
    day: EpochDay,
    sofar: readonly Notice[],
  ): Promise<readonly Notice[]> {
    const waiting = this.#waiting;
    if (waiting.size === 0) return [];
    this.#waiting = new Map();
    const national = waiting.get(england);
    if (national !== undefined) {
      return this.#onEverybody(national, upTo, day, sofar, waiting);
    }
    const notices: Notice[] = [];
    const breath = new Breath();
    for (const [authority, from] of [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await breath.take();
      const told = [...sofar, ...notices];
      notices.push(...(await this.#moved(authority, from, upTo, day, told, true)));
    }
    return notices.sort(byWeight);
  }

  /** A national fact, such as how far the record reaches, can move the clocks of everybody. */
  async #onEverybody(
    from: Position,
    position: Position,
    day: EpochDay,
    sofar: readonly Notice[],
    waiting: ReadonlyMap<AuthorityKey, Position> = new Map(),
  ): Promise<readonly Notice[]> {
    const { records } = this.#options;
    await records.get(england);
    const notices: Notice[] = [];
    const breath = new Breath();
    for (const authority of await records.authorities()) {
      await breath.take();
      if (authority === england) continue;
      const own = waiting.get(authority);
      const since = own !== undefined && own < from ? own : from;
      const told = [...sofar, ...notices];
      notices.push(...(await this.#moved(authority, since, position, day, told, waiting.size > 0)));
    }
    return notices.sort(byWeight);
  }

  /** What is told of an authority by what came in of it, or of the country, between two places. */
  async #moved(
    authority: AuthorityKey,
    from: Position,
    position: Position,
    day: EpochDay,
    sofar: readonly Notice[],
    imported = false,
  ): Promise<readonly Notice[]> {
    const { records, dueOf } = this.#options;
    const record = await records.get(authority);
    const was = await this.#seen(record, day, from);
    const is = await this.#seen(record, day, position);
    this.#index.set(authority, await this.#nextDay(record, day, position));
    // the first load of an authority changes no answer that anybody had
    if (imported && was.empty) return [];
    const came = [...record.claims()]
      .filter((claim) => claim.position > from && claim.position <= position)
      .sort((a, b) => (a.position < b.position ? -1 : 1));
    const event = came.at(-1)?.event.id;
    const cause: Cause = {
      authority,
      day,
      position,
      event,
      repairs: came.filter((claim) => isRepair(claim.event)),
      sourceOf: sourceIn(record),
    };
    const notices = await unhurriedly(noticesOf(was, is, cause));
    if (event === undefined) return notices;
    const earlier = await this.#told(authority, sofar, notices);
    if (earlier.length === 0) return notices;
    const at = { day, upTo: position, cause: event, sourceOf: cause.sourceOf };
    return [...notices, ...(await unhurriedly(withdrawals(record, earlier, at, dueOf)))];
  }

  /** What an authority was told of so far, in what is kept and in this run; not what is told just now. */
  async #told(
    authority: AuthorityKey,
    sofar: readonly Notice[],
    now: readonly Notice[],
  ): Promise<readonly Notice[]> {
    const kept = await this.shelf.of(authority);
    const known = new Set([...kept, ...now].map(({ id }) => id));
    const pending = sofar.filter(
      (notice) => notice.authority === authority && !known.has(notice.id),
    );
    const told = new Set(now.map(({ id }) => id));
    return [...kept.filter(({ id }) => !told.has(id)), ...pending];
  }

  #seen(record: AuthorityRecord, day: EpochDay, upTo: Position): Promise<Seen> {
    return unhurriedly(seenOf(record, { asOf: day, knownAt: day, upTo }, this.#options.dueOf));
  }

  async #nextDay(
    record: AuthorityRecord,
    after: EpochDay,
    upTo: Position,
  ): Promise<EpochDay | undefined> {
    await unhurriedly(record.atInSteps({ asOf: after, knownAt: after, upTo }));
    return this.#options.nextDay(record, after, upTo);
  }

  async #open(today: EpochDay): Promise<Reached> {
    const { records, days } = this.#options;
    const { reached, waiting } = await this.shelf.open(today);
    this.#waiting = new Map(waiting);
    this.#index = new DueIndex();
    const { day, position } = reached;
    const kept = await days.at(reached);
    for (const [authority, next] of kept?.days ?? []) {
      if (!kept?.moved.has(authority)) this.#index.set(authority, next);
    }
    for await (const record of records.each(kept && [...kept.moved])) {
      this.#index.set(record.authority, await this.#nextDay(record, day, position));
    }
    return reached;
  }
}
