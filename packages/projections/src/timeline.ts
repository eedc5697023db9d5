import { type Directory, type EventStore, england, epochDay } from '@monitoring-timeline/core';
import type { Coordinates } from './coordinates.ts';
import { loadDirectory } from './engine/directory.ts';
import { loadAllRecords, loadRecord } from './engine/records.ts';
import type { AuthorityRecord } from './record/authority-record.ts';
import type { ViewContext } from './views/authority.ts';
import { type HistoryEntry, history } from './views/history.ts';
import type { NameOf } from './views/leadership.ts';
import { type Picture, type PictureOptions, picture, type Records } from './views/picture.ts';
import { compareWithPublished, type PublishedComparison } from './views/published-table.ts';
import { type Standing, standing } from './views/standing.ts';

/** A question's dates in ISO days; see `coordinates`. */
export interface Dates {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly recordedAt?: string | undefined;
  readonly publicOnly?: boolean | undefined;
}

export interface TimelineOptions {
  readonly store: EventStore;
  /** Today as an ISO day, London. */
  readonly today: () => string;
  /** Names of persons by id; without it every person stays unnamed. */
  readonly nameOf?: NameOf;
  /** Prefix of all streams, where several logs share one server. */
  readonly prefix?: string;
}

/** The answers that a log gives, each at any two dates. */
export interface Timeline {
  readonly directory: Directory;
  /** Coordinates from dates: `asOf` alone sets both axes, `knownAt` moves the second alone, neither means today. */
  coordinates(dates?: Dates): Coordinates;
  standing(authority: string, dates?: Dates): Promise<Standing>;
  history(authority: string, dates?: Dates): Promise<readonly HistoryEntry[]>;
  picture(
    dates?: Dates,
    options?: PictureOptions,
  ): Promise<Picture & { readonly againstPublished?: readonly PublishedComparison[] }>;
}

/** Opens a log for questions. Reads the directory; records are read when a question needs them. */
export async function openTimeline(options: TimelineOptions): Promise<Timeline> {
  const { store, today, nameOf = () => null, prefix = '' } = options;
  const directory = await loadDirectory(store, prefix);
  const context: ViewContext = { directory, nameOf };
  let all: Promise<Records> | undefined;

  function coordinates(dates: Dates = {}): Coordinates {
    const asOf = epochDay(dates.asOf ?? today());
    return {
      asOf,
      knownAt: dates.knownAt === undefined ? asOf : epochDay(dates.knownAt),
      recordedAt: dates.recordedAt,
      publicOnly: dates.publicOnly,
    };
  }

  function keyOf(authority: string, { asOf }: Coordinates): string {
    return authority === england ? england : directory.resolve(authority, { asOf }).key;
  }

  function records(): Promise<Records> {
    all ??= loadAllRecords(store, prefix).then((loaded) => loaded.records);
    return all;
  }

  async function predecessorsOf(key: string): Promise<readonly AuthorityRecord[]> {
    return Promise.all(
      directory.predecessors(key).map((tie) => loadRecord(store, tie.key, prefix)),
    );
  }

  return {
    directory,
    coordinates,
    async standing(authority, dates) {
      const at = coordinates(dates);
      const record = await loadRecord(store, keyOf(authority, at), prefix);
      return standing(record, at, context);
    },
    async history(authority, dates) {
      const at = coordinates(dates);
      const key = keyOf(authority, at);
      const record = await loadRecord(store, key, prefix);
      return history(record, at, { predecessors: await predecessorsOf(key), nameOf });
    },
    async picture(dates, pictureOptions = {}) {
      const at = coordinates(dates);
      const known = await records();
      const against = compareWithPublished(known, at, pictureOptions, directory);
      return {
        ...picture(known, at, pictureOptions, directory),
        ...(against.length > 0 ? { againstPublished: against } : {}),
      };
    },
  };
}

/** Today in London as an ISO day: days of the record end there. */
export function londonToday(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now);
}
