import {
  assertedBy,
  authorityStream,
  beginning,
  claimTypes,
  england,
  type Recorded,
  ranks,
  type Source,
} from '@monitoring-timeline/core';
import type { CoverageSpan } from '../../answers/coverage.ts';
import type { HistoryEntry } from '../../answers/history.ts';
import type { IssuedNotice } from '../../answers/notices.ts';
import type { Dates } from '../../coordinates.ts';
import { noticeKinds } from '../../notices/notice.ts';
import { chosenEntries } from '../../views/across/chosen-authorities.ts';
import { regionsMeant } from '../../views/picture/picture.ts';
import { becauseColumn, type Column, columnsOf } from '../column.ts';
import { datesOf, type ExportAsked, eachAuthority, ofCountry, table } from '../table.ts';

const precisions = ['day', 'month', 'year', 'financial_year', 'range', 'by', 'since'];
const bases = ['published', 'letter_dated', 'announced', 'assumed'];

/** A claim as far as its envelope goes. */
interface Claimed {
  readonly id: string;
  readonly type: string;
  readonly authority?: string;
  readonly occurred?: { readonly from: string; readonly to?: string; readonly precision: string };
  readonly known?: { readonly from: string; readonly basis: string };
  readonly source?: Omit<Source, 'seenIn'>;
  readonly data: object;
}

/** What a claim says of itself, whatever it is about. */
function claimColumns<Row>(of: (row: Row) => Claimed): readonly Column<Row>[] {
  const { text, code, json, moment } = columnsOf<Row>();
  return [
    text('id', 'Id of the event: what `because` of the other tables names.', (row) => of(row).id),
    code('type', 'What kind of fact it is.', [...claimTypes], (row) => of(row).type),
    text(
      'authority',
      `Key of the authority; \`${england}\` for national facts.`,
      (row) => of(row).authority,
    ),
    ...moment('occurred_from', 'When it was so, or began.', (row) => of(row).occurred?.from),
    ...moment('occurred_to', 'When it ended, where it lasted.', (row) => of(row).occurred?.to),
    code(
      'occurred_precision',
      'What these two dates mean.',
      precisions,
      (row) => of(row).occurred?.precision,
      {
        source: 'packages/core/src/events/times.ts',
      },
    ),
    ...moment('known_from', 'When it became public.', (row) => of(row).known?.from),
    code('known_basis', 'What that rests on.', bases, (row) => of(row).known?.basis),
    text('publisher', 'Who published the source.', (row) => of(row).source?.publisher),
    code(
      'rank',
      'Whose word it is, in the order of precedence.',
      ranks,
      (row) => of(row).source?.rank,
      {
        source: 'docs/concepts.md: precedence',
      },
    ),
    text('title', 'Title of the source.', (row) => of(row).source?.title),
    text('edition', 'Edition of a recurring publication.', (row) => of(row).source?.edition),
    text('locator', 'Place in the source.', (row) => of(row).source?.locator),
    text('url', 'Address of the source.', (row) => of(row).source?.url),
    code('asserted_by', 'Who asserts it.', assertedBy, (row) => of(row).source?.assertedBy),
    json(
      'data',
      'What it says, by type and version: packages/core/src/events.',
      (row) => of(row).data,
    ),
  ];
}

const kept = columnsOf<Recorded>();

/** The log as a table. */
export const eventsTable = table<Recorded>({
  name: 'events',
  takes: ['recordedAt', 'region', 'authority'],
  meaning: 'Every fact on record, as it was recorded: one source’s claim each.',
  grain: 'One row for each event, in the order in which they were recorded.',
  key: ['position'],
  columns: [
    kept.text(
      'position',
      'Place in the whole log: opaque, compares as text.',
      (row) => row.position,
    ),
    kept.instant('recorded', 'When the store took it in.', (row) => row.recorded),
    kept.text('stream', 'Stream of the event.', (row) => row.stream),
    kept.integer('revision', 'Place in its stream, from 0.', (row) => row.revision),
    kept.integer('version', 'Version of its type.', (row) => row.event.version),
    ...claimColumns<Recorded>(({ event }) => event as Claimed & typeof event),
    kept.text(
      'content_hash',
      'SHA-256 over what it says (docs/concepts.md).',
      (row) => row.contentHash,
    ),
    kept.text(
      'chain_hash',
      'SHA-256 over the hash before it in its stream, its content and its time.',
      (row) => row.chainHash,
    ),
  ],
  rows: facts,
});

/** The facts of a log up to where it was when the export began, page by page. */
async function* facts(asked: ExportAsked): AsyncGenerator<Recorded> {
  const { store, timeline, dates, upTo, region, authority, types = [...claimTypes] } = asked;
  const chosen =
    region === undefined && authority === undefined
      ? undefined
      : new Set(
          chosenEntries(timeline.coordinates(dates), timeline.directory, {
            region,
            authority,
          }).map(({ key }) => authorityStream(key)),
        );
  let after = beginning;
  while (after < upTo) {
    const page = await store.readAll(after, { filter: { types } });
    for (const one of page.events) {
      if (one.position > upTo) return;
      if (dates.recordedAt !== undefined && one.recorded > dates.recordedAt) return;
      if (!chosen || chosen.has(one.stream)) yield one;
    }
    if (page.atEnd || page.next === after) return;
    after = page.next;
  }
}

interface HistoryRow {
  readonly of: string;
  readonly entry: HistoryEntry;
}

const told = columnsOf<HistoryRow>();

/** The facts known by a day, repairs applied. */
export const historyTable = table<HistoryRow>({
  name: 'history',
  meaning:
    'Every claim that was public by the day, in the order of when it was so, repairs among them.',
  grain:
    'One row for each event of an authority or of its predecessors; national facts last, where all authorities are asked about.',
  key: ['history_of', 'id'],
  columns: [
    told.text('history_of', 'Key of the authority whose history it is part of.', (row) => row.of),
    ...claimColumns<HistoryRow>(({ entry }) => entry),
    told.text('when', 'When it was so, in words of the record.', ({ entry }) => entry.when),
    told.text('summary', 'The event in one line.', ({ entry }) => entry.summary),
    told.text(
      'position',
      'Place in the whole log: opaque, compares as text.',
      ({ entry }) => entry.position,
    ),
    told.instant('recorded', 'When the store took it in.', ({ entry }) => entry.recorded),
    told.list(
      'corrected_by',
      'Ids of corrections that change it.',
      ({ entry }) => entry.correctedBy,
    ),
    told.flag('retracted', 'A retraction hides it.', ({ entry }) => entry.retracted),
    told.flag(
      'context',
      'True for an event of a predecessor: never the own standing of `history_of`.',
      ({ entry }) => entry.context,
    ),
  ],
  rows: histories,
});

async function* histories(asked: ExportAsked): AsyncGenerator<HistoryRow> {
  const { timeline, region, authority } = asked;
  const rowsOf = async (of: string, dates: Dates) =>
    (await timeline.history(of, dates)).map((entry) => ({ of, entry }));
  yield* eachAuthority(asked, rowsOf);
  if (region === undefined && authority === undefined) {
    yield* await rowsOf(england, datesOf(asked));
  }
}

const covered = columnsOf<CoverageSpan>();

/** What the record lists completely. */
export const coverageTable = table<CoverageSpan>({
  name: 'coverage',
  takes: ofCountry,
  meaning:
    'Which activity the record lists completely, from when to when: outside it, silence proves nothing.',
  grain: 'One row for each span that a source covers.',
  key: ['activity', 'axis', 'from', 'to', 'source'],
  columns: [
    covered.text('activity', 'What is listed.', (row) => row.activity),
    covered.text('axis', 'By which day the span counts.', (row) => row.axis),
    covered.day('from', 'First day.', (row) => row.from),
    covered.day('to', 'Last day.', (row) => row.to),
    covered.text('source', 'What lists it.', (row) => row.source),
    becauseColumn<CoverageSpan>(),
  ],
  async *rows(asked) {
    yield* await asked.timeline.coverage(datesOf(asked));
  },
});

const issued = columnsOf<IssuedNotice>();

/** What was told to those who watch. */
export const noticesTable = table<IssuedNotice>({
  name: 'notices',
  takes: ['region', 'authority'],
  meaning:
    'What was told to those who watch: what the log or the calendar changed since notices began.',
  grain: 'One row for each notice, in the order in which they were issued.',
  key: ['id'],
  columns: [
    issued.text('sequence', 'Its place: opaque, compares as text.', (row) => row.sequence),
    issued.text('id', 'The same log, policy and clock give the same id.', (row) => row.id),
    issued.code('kind', 'What is told.', noticeKinds, (row) => row.kind),
    issued.text('authority', 'Key of the authority.', (row) => row.authority),
    issued.day('day', 'Day on which it was so, in London.', (row) => row.day),
    issued.text(
      'position',
      'Position of the event that caused it; empty where a day was reached.',
      (row) => row.position,
    ),
    issued.json('subject', 'What it is about, by kind.', (row) => row.subject),
    becauseColumn<IssuedNotice>(),
  ],
  async *rows({ timeline, authority, region }) {
    const { directory } = timeline;
    const key = authority === undefined ? undefined : directory.resolve(authority).key;
    const regions = region === undefined ? undefined : regionsMeant(region);
    for (const notice of await timeline.notices()) {
      if (key !== undefined && notice.authority !== key) continue;
      if (regions && !regions.has(directory.region(notice.authority) ?? '')) continue;
      yield notice;
    }
  },
});
