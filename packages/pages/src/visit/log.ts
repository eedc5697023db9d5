import type { Recorded } from '@monitoring-timeline/core';

/** Which events are wanted; all of the log without any word. */
export interface LogWanted {
  /** Name of a stream. */
  readonly stream?: string | undefined;
  /** Key, name or code. */
  readonly authority?: string | undefined;
  /** Type of event. */
  readonly type?: string | undefined;
  /** Id of an import: what it wrote. */
  readonly import?: string | undefined;
  /** Id of an event: that one alone. */
  readonly event?: string | undefined;
  /** From 1, the oldest events; the last page unless given. */
  readonly page?: number | undefined;
}

/** An event as it is kept, with what it says in words; empty where it is no claim. */
export interface LoggedEvent {
  /** The event with what the store added to it. */
  readonly recorded: Recorded;
  /** In one sentence, with the names of people. */
  readonly says: string;
}

/** One page of the log. Pages are counted from the beginning, so that a page that is full never changes. */
export interface LogPage {
  /** In the order in which they were recorded. */
  readonly events: readonly LoggedEvent[];
  /** Events of all pages. */
  readonly count: number;
  /** Which page this is, from 1. */
  readonly page: number;
  /** How many pages there are; 1 where there is no event. */
  readonly pages: number;
  /** Types that there are to choose from, each with how many events have it. */
  readonly types: readonly {
    /** Type of event. */
    readonly type: string;
    /** Events of it that may be read. */
    readonly count: number;
  }[];
}

export interface StreamShown {
  readonly name: string;
  readonly events: number;
  /** When its last event was recorded; ISO time stamp. */
  readonly last: string;
}

/** One event with what is around it. */
export interface EventShown extends LoggedEvent {
  /** Chain hash of the event before it in its stream; empty where it is the first. */
  readonly previousHash: string;
  /** True where both hashes follow from what is kept. */
  readonly agrees: boolean;
  /** Revision of its neighbours in its stream. */
  readonly previous: number | null;
  /** Null where it is the newest of its stream. */
  readonly next: number | null;
  /** What it repairs, decides or follows from. */
  readonly about: readonly LoggedEvent[];
  /** What repairs, decides or follows from it. */
  readonly after: readonly LoggedEvent[];
  /** The import that wrote it; null where none did. */
  readonly import: {
    /** Id of the import. */
    readonly id: string;
    /** Claims that it wrote. */
    readonly events: number;
  } | null;
}

/** The log, for who looks into it. Who is no administrator reads the claims in it alone. */
export interface LogDesk {
  /** True where what the system and its users did is read, too. */
  readonly whole: boolean;
  /** @throws a problem where a word means nothing, or of status 403 where it is for administrators */
  page(wanted: LogWanted): Promise<LogPage>;
  /** Streams whose name holds a text, in ascending order. */
  streams(holding?: string): Promise<readonly StreamShown[]>;
  /** @throws a problem of status 404, or 403 where it is for administrators */
  event(stream: string, revision: number): Promise<EventShown>;
}
