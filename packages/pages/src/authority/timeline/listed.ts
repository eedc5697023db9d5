import { calendarDate, type EpochDay } from '@monitoring-timeline/core';
import type { HistoryEntry } from '@monitoring-timeline/projections';
import type { Links } from '../../links/links.ts';
import { disagreementText } from '../../words/disagreements.ts';
import { type SourceShown, sourceShown } from '../../words/sources.ts';
import { type Entry, reachOf } from './entry.ts';

/** An event of the history, as far as a list tells of it. */
export type EventTold = Pick<
  HistoryEntry,
  'id' | 'source' | 'known' | 'documentPublic' | 'summary'
>;

/** An entry as it is read: in short, and opened. */
export interface EntryListed
  extends Pick<Entry, 'id' | 'lane' | 'name' | 'when' | 'says' | 'facts' | 'urgent'> {
  readonly disagreements: readonly string[];
  readonly sources: readonly SourceListed[];
  readonly why: string | undefined;
}

interface SourceListed extends SourceShown {
  /** What its documents say, each once. */
  readonly says: readonly string[];
}

/** The entries of a year. */
export interface YearListed {
  readonly year: number;
  readonly entries: readonly EntryListed[];
}

/** Entries as a list, the earliest first, parted by the year in which each begins. */
export function entriesListed(
  entries: readonly Entry[],
  history: readonly EventTold[],
  address: string,
  links: Links,
): readonly YearListed[] {
  const told = new Map(history.map((one) => [one.id, one]));
  const years = Map.groupBy(entries, (one) => calendarDate(reachOf(one).from as EpochDay).year);
  return [...years].map(([year, some]) => ({
    year,
    entries: some.map((one) => ({
      id: one.id,
      lane: one.lane,
      name: one.name,
      when: one.when,
      says: one.says,
      facts: one.facts,
      urgent: one.urgent,
      disagreements: one.disagreements.map(disagreementText),
      sources: sourcesOf(one.because, told),
      why: one.asks && links.to(`${address}/why/${one.asks}`, { part: one.because[0] }),
    })),
  }));
}

/** Documents that tell of an entry, each place once, with what each says. */
function sourcesOf(
  because: readonly string[],
  told: ReadonlyMap<string, EventTold>,
): readonly SourceListed[] {
  const events = because.flatMap((id) => told.get(id) ?? []);
  const places = Map.groupBy(events, ({ source }) =>
    JSON.stringify([source.publisher, source.title, source.edition, source.locator]),
  );
  return [...places.values()].map((some) => {
    const { source, known, documentPublic } = some[0]!;
    return {
      ...sourceShown({ ...source, known, documentPublic }),
      says: [...new Set(some.map(({ summary }) => summary))],
    };
  });
}
