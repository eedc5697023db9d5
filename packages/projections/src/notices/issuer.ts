import {
  addDays,
  claimFrom,
  type EpochDay,
  type EventStore,
  england,
  epochDay,
  isoDay,
  latestDay,
  type Position,
  type Recorded,
  toPosition,
} from '@monitoring-timeline/core';
import {
  type StateEntry,
  type StateHeader,
  StateMoved,
  type StateStore,
} from '@monitoring-timeline/core/state';
import type { IssuedNotice } from '../answers/notices.ts';
import { authorityOfStream } from '../engine/authority-of-stream.ts';
import { Breath } from '../engine/breath.ts';
import { DueIndex } from '../engine/due-index.ts';
import { londonDay } from '../engine/london.ts';
import type { RecordSource } from '../engine/record-source.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { noticesOf } from './derive.ts';
import type { Notice } from './notice.ts';
import { type DueOf, type Seen, seenOf } from './seen.ts';
import { withdrawals } from './withdraw.ts';

const projection = 'notices';
const version = '2';

/** Beside the notices under `n` and their sequence: the sequence of the last, and which there are of each authority. */
const lastKey = '#last';
const keyOf = (sequence: string): string => `n${sequence}`;
const toldKeys = (authority: string): string => `a${authority}/`;
/** So many entries are read at once. */
const pageSize = 500;

export interface IssuerOptions {
  readonly store: EventStore;
  readonly state: StateStore;
  readonly records: RecordSource;
  readonly dueOf: DueOf;
  /** The next day on which an authority's answers can change by time alone. */
  readonly nextDay: (
    record: AuthorityRecord,
    after: EpochDay,
    upTo?: Position,
  ) => EpochDay | undefined;
  readonly prefix?: string;
}

/** How far the notices have come: a position in the log, and a day. */
interface Reached {
  readonly position: Position;
  readonly day: EpochDay;
}

/**
 * Issues notices from the log and the clock, in the order in which facts were recorded and days were reached: each once,
 * kept in one transaction with the place that was reached. It begins at the head of the log, so importing history alarms
 * nobody; a second issuer on the same state finds itself overtaken and goes on from where the other is.
 */
export class NoticeIssuer {
  readonly #options: IssuerOptions;
  #index = new DueIndex();
  #reached: Reached | undefined;
  #sequence = 0;

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  /** The last place of the log that notices were issued of; undefined before the first run, and after one that failed. */
  get position(): Position | undefined {
    return this.#reached?.position;
  }

  /** The sequence of the last notice that is kept, as of the last run; empty where there is none. */
  get last(): string {
    return this.#sequence === 0 ? '' : sequenceText(this.#sequence);
  }

  /** Day on which the next notice may fall by time alone. */
  nextDay(): EpochDay | undefined {
    return this.#index.next();
  }

  /** Issues everything up to the present end of the log and the given day; returns what was issued. */
  async run(today: EpochDay): Promise<readonly IssuedNotice[]> {
    for (;;) {
      try {
        return await this.#runOnce(today);
      } catch (error) {
        // what was taken out of the index was not kept: begin again from what was
        this.#reached = undefined;
        // another worker was faster: what it issued is there, go on after it
        if (!(error instanceof StateMoved)) throw error;
      }
    }
  }

  /** Notices in the order in which they were issued, after one of them. */
  async issued(after = '', limit?: number): Promise<readonly IssuedNotice[]> {
    const { state } = this.#options;
    const entries = await state.entries(projection, {
      after: keyOf(after),
      ...(limit === undefined ? {} : { limit }),
    });
    return entries.map(({ value }) => JSON.parse(value) as IssuedNotice);
  }

  /** Notices before one of them, or up to the last, latest first; read backwards no further than is asked for. */
  async before(
    sequence: string | undefined,
    limit: number,
    authority?: string,
  ): Promise<readonly IssuedNotice[]> {
    const found: IssuedNotice[] = [];
    let end = Math.min(sequence === undefined ? Infinity : Number(sequence), this.#sequence + 1);
    while (end > 1 && found.length < limit) {
      const start = Math.max(0, end - 1 - pageSize);
      const page = await this.issued(start === 0 ? '' : sequenceText(start), end - 1 - start);
      found.push(
        ...page.filter((one) => authority === undefined || one.authority === authority).reverse(),
      );
      end = start + 1;
    }
    return found.slice(0, limit);
  }

  async #runOnce(today: EpochDay): Promise<readonly IssuedNotice[]> {
    this.#reached ??= await this.#open(today);
    const { store, prefix = '' } = this.#options;
    const issued: IssuedNotice[] = [];
    const breath = new Breath();
    for (;;) {
      const page = await store.readAll(this.#reached.position, {
        limit: 500,
        ...(prefix === '' ? {} : { filter: { streamPrefix: prefix } }),
      });
      const notices: Notice[] = [];
      let { day, position } = this.#reached;
      for (const event of page.events) {
        await breath.take();
        const recordedOn = londonDay(Date.parse(event.recorded));
        notices.push(...(await this.#until(recordedOn, position)));
        day = latestDay(day, recordedOn);
        notices.push(...(await this.#onEvent(event, position, day, [...issued, ...notices])));
        position = event.position;
      }
      if (page.next > position) position = page.next;
      if (page.atEnd) {
        notices.push(...(await this.#until(today, position)));
        day = latestDay(day, today);
      }
      issued.push(...(await this.#commit(notices, { position, day })));
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
        const before = this.#seen(record, addDays(on, -1), upTo);
        notices.push(...noticesOf(before, this.#seen(record, on, upTo), { authority, day: on }));
        this.#index.set(authority, this.#options.nextDay(record, on, upTo));
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
    const { records, prefix = '', dueOf, nextDay } = this.#options;
    const authority = authorityOfStream(recorded.stream, prefix);
    const event = authority === undefined ? undefined : claimFrom(recorded);
    if (authority === undefined || !event) return [];
    const { position } = recorded;
    if (authority === england) return this.#onNational(before, position, day);
    const record = await records.get(authority);
    const cause = { authority, day, position, event };
    const [was, is] = [this.#seen(record, day, before), this.#seen(record, day, position)];
    const notices = noticesOf(was, is, cause);
    this.#index.set(authority, nextDay(record, day, position));
    const told = await this.#told(authority, [...sofar, ...notices]);
    if (told.length === notices.length) return notices;
    const earlier = told.filter(({ id }) => !notices.some((notice) => notice.id === id));
    const at = { day, upTo: position, cause: event.event.id };
    return [...notices, ...withdrawals(record, earlier, at, dueOf)];
  }

  /** A national fact, such as how far the record reaches, can move the clocks of everybody. */
  async #onNational(
    before: Position,
    position: Position,
    day: EpochDay,
  ): Promise<readonly Notice[]> {
    const { records, nextDay } = this.#options;
    await records.get(england);
    const notices: Notice[] = [];
    const breath = new Breath();
    for await (const record of records.each()) {
      await breath.take();
      const { authority } = record;
      if (authority === england) continue;
      const [was, is] = [this.#seen(record, day, before), this.#seen(record, day, position)];
      notices.push(...noticesOf(was, is, { authority, day, position }));
      this.#index.set(authority, nextDay(record, day, position));
    }
    return notices;
  }

  /** What an authority was told of so far: what is kept, and what this run has come to. */
  async #told(authority: string, sofar: readonly Notice[]): Promise<readonly IssuedNotice[]> {
    const kept = await this.#kept(authority);
    const known = new Set(kept.map(({ id }) => id));
    const pending = sofar.filter(
      (notice) => notice.authority === authority && !known.has(notice.id),
    );
    return [...kept, ...pending.map((notice) => ({ ...notice, sequence: '' }))];
  }

  /** What is kept that one authority was told of: read when something about it comes in, and let go again. */
  async #kept(authority: string): Promise<readonly IssuedNotice[]> {
    const { state } = this.#options;
    const prefix = toldKeys(authority);
    const told: IssuedNotice[] = [];
    for (let after = prefix; ; ) {
      const entries = await state.entries(projection, { after, limit: pageSize });
      for (const { key } of entries) {
        if (!key.startsWith(prefix)) return told;
        const notice = await state.get(projection, keyOf(key.slice(prefix.length)));
        if (notice !== undefined) told.push(JSON.parse(notice) as IssuedNotice);
        after = key;
      }
      if (entries.length < pageSize) return told;
    }
  }

  #seen(record: AuthorityRecord, day: EpochDay, upTo: Position): Seen {
    return seenOf(record, day, upTo, this.#options.dueOf);
  }

  async #commit(notices: readonly Notice[], reached: Reached): Promise<readonly IssuedNotice[]> {
    const { state, store } = this.#options;
    const from = checkpointOf(this.#reached!);
    const checkpoint = checkpointOf(reached);
    if (notices.length === 0 && checkpoint === from) return [];
    const issued = notices.map((notice, index) => ({
      ...notice,
      sequence: sequenceText(this.#sequence + index + 1),
    }));
    await state.commit(projection, {
      header: { checkpoint, storeId: store.id, version },
      from,
      put: issued.flatMap(entriesOf),
    });
    this.#sequence += issued.length;
    this.#reached = reached;
    return issued;
  }

  /** Lists what an earlier version kept by authority, page by page; nothing that was issued is lost or issued again. */
  async #list(header: StateHeader): Promise<void> {
    const { state } = this.#options;
    const { checkpoint: from } = header;
    for (let after = ''; ; ) {
      const page = await this.issued(after, pageSize);
      after = page.at(-1)?.sequence ?? after;
      const whole = page.length < pageSize;
      await state.commit(projection, {
        header: whole ? { ...header, version } : header,
        from,
        put: page.flatMap(entriesOf),
      });
      if (whole) return;
    }
  }

  /** Where the notices stand; the first time, at the head of the log on this day. */
  async #open(today: EpochDay): Promise<Reached> {
    const { state, store, records, nextDay } = this.#options;
    const { position } = await store.head();
    let header = await state.header(projection);
    if (header && header.storeId !== store.id) {
      await state.drop(projection);
      header = undefined;
    }
    const reached = header ? reachedAt(header.checkpoint) : { position, day: today };
    if (!header) {
      await state.commit(projection, {
        header: { checkpoint: checkpointOf(reached), storeId: store.id, version },
        from: undefined,
      });
    }
    if (header && header.version !== version) await this.#list(header);
    this.#sequence = Number((await state.get(projection, lastKey)) ?? 0);
    this.#index = new DueIndex();
    for await (const record of records.each()) {
      this.#index.set(record.authority, nextDay(record, reached.day, reached.position));
    }
    return reached;
  }
}

/** What is kept of a notice, in the order of their keys. */
function entriesOf(notice: IssuedNotice): readonly StateEntry[] {
  const { sequence, authority } = notice;
  return [
    { key: lastKey, value: sequence },
    { key: `${toldKeys(authority)}${sequence}`, value: '' },
    { key: keyOf(sequence), value: JSON.stringify(notice) },
  ];
}

function checkpointOf({ position, day }: Reached): string {
  return `${isoDay(day)}@${position}`;
}

function reachedAt(checkpoint: string): Reached {
  const [day, position] = checkpoint.split('@');
  return { position: toPosition(position ?? ''), day: epochDay(day ?? '') };
}

function sequenceText(n: number): string {
  return String(n).padStart(12, '0');
}
