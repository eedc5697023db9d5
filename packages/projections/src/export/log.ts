import { setImmediate } from 'node:timers/promises';
import {
  beginning,
  claimTypes,
  cloudEventOf,
  cloudEventSource,
  cloudEventTypes,
  type EventStore,
  headHashAfter,
  noHash,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import { v5 } from 'uuid';
import { attribution } from '../asking/attribution.ts';

/** In which lines a log is written out; import takes in both. */
export type LogFormat = 'jsonl' | 'cloudevents';

/** Of which log, up to where, and how much of it is written out. */
export interface LogAsked {
  /** The log. */
  readonly store: EventStore;
  /** In which lines it is written. */
  readonly format: LogFormat;
  /** Nothing after this position. */
  readonly upTo: Position;
  /** Nothing that was recorded after this instant. */
  readonly recordedAt?: string | undefined;
  /** Names of people, after the events. */
  readonly people?: Pick<PeopleRegister, 'entries'> | undefined;
  /**
   * Only facts, without what the system and its users did. Such an excerpt is no whole log: each line is the event alone, which
   * remembers in its metadata when it was recorded.
   */
  readonly factsOnly?: boolean | undefined;
}

/** So many events are read and written in one turn of the loop: a few milliseconds of work. */
const eventsOfTurn = 200;

/** How much was written. */
export interface LogCounts {
  /** Lines that are events; counted on while they are taken. */
  events: number;
  /** Lines that name a person. */
  people: number;
}

/** Fixed for ever: the ids of lines that are no events hang on it. */
const namespace = '1e0a1c6f-6c0b-5e55-9a57-0d7a2f3c9b11';

/**
 * A log as lines: the licence, every event in order up to where it ended, names of people, and the number and head of the events. Of a whole log, import into an empty
 * store makes the same log: ids, order, times and hashes.
 */
export async function* logLines(asked: LogAsked, counts: LogCounts): AsyncGenerator<string> {
  const { store, format, people, factsOnly } = asked;
  const wrap = (type: string, data: object): object =>
    format === 'jsonl'
      ? data
      : {
          specversion: '1.0',
          id: v5(JSON.stringify(data), namespace),
          source: cloudEventSource(store.id),
          type: `${cloudEventTypes}${type}`,
          datacontenttype: 'application/json',
          data,
        };
  const event = (recorded: Recorded): object => {
    if (!factsOnly) return format === 'jsonl' ? recorded : cloudEventOf(recorded, store.id);
    const data = excerptOf(recorded);
    return format === 'jsonl' ? data : { ...cloudEventOf(recorded, store.id), data };
  };
  // a reader that sees this and no end holds a file that was cut
  yield line(wrap('Licence', { ...attribution, ends: true }));
  let head = { position: beginning, hash: noHash };
  for await (const events of pages(asked)) {
    counts.events += events.length;
    for (const { position, stream, chainHash } of events) {
      head = { position, hash: headHashAfter(head.hash, stream, chainHash) };
    }
    if (events.length > 0) yield events.map((one) => line(event(one))).join('');
  }
  for (const { id, name } of (await people?.entries()) ?? []) {
    counts.people += 1;
    yield line(wrap('Person', { person: id, name }));
  }
  yield line(wrap('End', { end: { events: counts.events, ...(factsOnly ? {} : { head }) } }));
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function excerptOf({ event, recorded }: Recorded): object {
  return { ...event, metadata: { ...event.metadata, originRecorded: recorded } };
}

async function* pages(asked: LogAsked): AsyncGenerator<readonly Recorded[]> {
  const { store, upTo, recordedAt, factsOnly } = asked;
  const wantedOf = factsOnly ? { filter: { types: [...claimTypes] } } : {};
  let after = beginning;
  while (after < upTo) {
    const page = await store.readAll(after, { ...wantedOf, limit: eventsOfTurn });
    const wanted = page.events.filter(
      ({ position, recorded }) =>
        position <= upTo && (recordedAt === undefined || recorded <= recordedAt),
    );
    yield wanted;
    // whoever takes them as fast as they come would else hold everybody else up
    await setImmediate();
    if (page.atEnd || page.next === after || wanted.length < page.events.length) return;
    after = page.next;
  }
}
