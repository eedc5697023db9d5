import type { Known, PartialDate, Source } from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import { writtenDay } from '../releases/written-days.ts';
import type { Row } from './cells.ts';
import { eachRow, type RowBuilder, type TableKind } from './context.ts';
import { daysOnSite } from './inspections.ts';
import {
  appointeeIn,
  deliveryIn,
  instrumentsIn,
  leadershipIn,
  othersIn,
  postOf,
  providerRole,
  replacedIn,
  visitTopic,
} from './page-rules.ts';
import { pageSource } from './page-sources.ts';

/** What every claim of one row shares. */
interface PageFacts {
  readonly authority: string;
  readonly occurred: PartialDate;
  readonly known: Known;
  readonly source: Source;
  readonly metadata: Readonly<Record<string, string>>;
  readonly statement: string;
  readonly reported: string | undefined;
}

const forms: Readonly<Record<string, RegExp>> = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  approx: /^\d{4}-\d{2}$/,
  year: /^\d{4}$/,
};

/** The date of a row as precisely as its column says. An approximate month stays a month, and the claim says so beside it. */
function dateOf(row: Row): PartialDate {
  const text = row.required('event_date');
  const precision = row.required('date_precision');
  if (!forms[precision]?.test(text)) {
    throw new UnreadableRow(
      'unreadable_date',
      `"${text}" is not a date of precision "${precision}" (day, month, approx or year).`,
      'event_date',
    );
  }
  if (precision === 'day') {
    const days = daysOnSite(row.requiredDay('event_date'), row.day('end_date'));
    return days ?? { precision: 'day', from: text };
  }
  return precision === 'year' ? { precision, from: text } : { precision: 'month', from: text };
}

/** Public since the page was; where that is not given, since the end of the period it speaks of, by assumption. */
function knownOf(occurred: PartialDate, reported: string | undefined): Known {
  if (reported) return { from: reported, basis: 'published' };
  return { from: 'to' in occurred ? occurred.to : occurred.from, basis: 'assumed' };
}

function addVisitSeen(builder: RowBuilder, row: Row, facts: PageFacts): void {
  const { statement, reported, ...shared } = facts;
  const number = row.text('sequence');
  if (number !== '' && !/^[1-9]\d?$/.test(number)) {
    throw new UnreadableRow('unreadable_number', `"${number}" is not a visit number.`, 'sequence');
  }
  const sequence = number === '' ? undefined : Number(number);
  builder.add({
    ...shared,
    type: 'VisitCarriedOut',
    data: { kind: 'monitoring', sequence, topic: visitTopic(statement) },
  });
  const published = /published (\d{1,2} \w+ \d{4})/i.exec(statement)?.[1];
  const dated = /letter dated (\d{1,2} \w+ \d{4})/i.exec(statement)?.[1];
  const progress = /steady progress/i.test(statement) ? 'steady' : undefined;
  if (!published && !dated && !progress) return;
  const letter = published ? writtenDay(published) : undefined;
  const letterDated = dated ? writtenDay(dated) : undefined;
  const day = letter ?? letterDated ?? reported;
  if (!day) return;
  builder.add({
    ...shared,
    type: 'ReportPublished',
    occurred:
      letter || letterDated ? { precision: 'day', from: day } : { precision: 'by', from: day },
    known:
      letter || !letterDated || reported
        ? { from: letter ?? reported ?? day, basis: 'published' }
        : { from: letterDated, basis: 'letter_dated' },
    data: {
      of: { activity: 'visit', visitKind: 'monitoring', sequence, days: shared.occurred },
      published: letter,
      letterDated,
      progress,
    },
  });
}

function addLeadership(builder: RowBuilder, row: Row, facts: PageFacts): void {
  const { statement, reported: _reported, ...shared } = facts;
  const name = row.text('person');
  const post = postOf(row.required('role'));
  const change = leadershipIn(row.required('change'), statement);
  builder.add({
    ...shared,
    type: 'LeadershipChanged',
    data: {
      ...post,
      person: name === '' ? undefined : builder.person(name),
      status: change.status,
      change: change.change,
    },
  });
  for (const other of othersIn(statement, name)) {
    builder.add({
      ...shared,
      type: 'LeadershipChanged',
      data: { ...post, person: builder.person(other.name), ...other.change },
    });
  }
}

function addIntervention(builder: RowBuilder, row: Row, facts: PageFacts): void {
  const { statement, reported: _reported, ...shared } = facts;
  const delivery = deliveryIn(statement);
  if (delivery?.stage === 'announced') {
    builder.add({ ...shared, type: 'DeliveryChanged', data: { ...delivery } });
    return;
  }
  const name = row.text('person');
  const role = row.text('role');
  const found = instrumentsIn(statement, row.text('change'), role);
  for (const { ended, instrument, replaces } of found) {
    const named =
      name !== '' && role.toLowerCase().includes(instrument)
        ? name
        : appointeeIn(statement, instrument);
    const person = named === undefined ? undefined : builder.person(named);
    builder.add({
      ...shared,
      type: ended ? 'InterventionEnded' : 'InterventionStarted',
      data: { instrument, person, replaces },
    });
  }
  const earlier = replacedIn(statement);
  if (earlier) {
    builder.add({
      ...shared,
      type: 'InterventionStarted',
      occurred: { precision: 'month', from: earlier.month },
      data: { instrument: earlier.instrument },
    });
  }
}

function addDelivery(builder: RowBuilder, row: Row, facts: PageFacts): void {
  const { statement, reported: _reported, ...shared } = facts;
  const delivery = deliveryIn(statement);
  if (!delivery) {
    throw new UnreadableRow(
      'unclear_statement',
      'The statement does not say who takes over delivery, and how.',
      'statement',
    );
  }
  builder.add({ ...shared, type: 'DeliveryChanged', data: { ...delivery } });
  const name = row.text('person');
  const role = providerRole(row.text('role'));
  if (name !== '' && role) {
    builder.add({
      ...shared,
      type: 'LeadershipObserved',
      data: { ...role, person: builder.person(name) },
    });
  }
  if (/\bdirection\b/i.test(statement))
    addIntervention(builder, row, { ...facts, statement: statement.replace(/^[^;]*;/, '') });
}

const adders: Readonly<Record<string, (builder: RowBuilder, row: Row, facts: PageFacts) => void>> =
  {
    monitoring_visit: addVisitSeen,
    leadership_change: addLeadership,
    dfe_intervention: addIntervention,
    governance: addDelivery,
  };

/** Dated events that pages of councils, government and press tell of: claims at their rank, each with its address. */
export const eventsFromPages: TableKind = {
  kind: 'events_from_pages',
  required: [
    ['authority'],
    ['event_type'],
    ['event_date'],
    ['date_precision'],
    ['statement'],
    ['source_url'],
  ],
  open: (_header, context) =>
    eachRow(context, (builder, row) => {
      const named = row.required('event_type');
      const add = adders[named];
      if (!add) {
        throw new UnreadableRow(
          'unknown_kind',
          `"${named}" is not a type of event; write one of ${Object.keys(adders).join(', ')}.`,
          'event_type',
        );
      }
      const occurred = dateOf(row);
      const reported = row.day('reported_date');
      const { endLatest } = lastOf(occurred);
      const authority = context.authority(row.required('authority'), endLatest);
      const conflict = row.text('conflict_note');
      const metadata = {
        ...(row.text('date_precision') === 'approx' ? { dateApproximate: 'true' } : {}),
        ...(conflict === '' ? {} : { conflict }),
      };
      add(builder, row, {
        authority: authority.key,
        occurred,
        known: knownOf(occurred, reported),
        source: pageSource(row.text('source_url')),
        metadata,
        statement: row.required('statement'),
        reported,
      });
    }),
};

/** The last day of a coarse date, on which the authority is looked up. */
function lastOf(date: PartialDate): { readonly endLatest: string } {
  const from = 'to' in date ? date.to : date.from;
  if (from.length === 10) return { endLatest: from };
  const [year = '', month = '12'] = from.split('-');
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return { endLatest: `${year}-${month}-${String(last).padStart(2, '0')}` };
}
