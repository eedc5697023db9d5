import { assertedBy, claimTypes, england, ranks, type Source } from '@monitoring-timeline/core';
import { z } from 'zod';
import { basisSchema } from '../answers/common.ts';
import { type Column, columnsOf } from './column.ts';

const precisions = ['day', 'month', 'year', 'financial_year', 'range', 'by', 'since'];

/** A claim as far as its envelope goes. */
export interface Claimed {
  /** Id of the event. */
  readonly id: string;
  /** What kind of fact it is. */
  readonly type: string;
  /** Key of the authority that it is about; absent where it is about none. */
  readonly authority?: string;
  /** When it was so; absent where the event has no such time. */
  readonly occurred?: {
    /** The day, month, year or first end. */
    readonly from: string;
    /** The last end; absent where there is one alone. */
    readonly to?: string;
    /** How precisely the source gives it. */
    readonly precision: string;
  };
  /** Since when it was public; absent of an event that claims nothing. */
  readonly known?: {
    /** ISO day. */
    readonly from: string;
    /** What knowing of it rests on. */
    readonly basis: string;
  };
  /** Where it is written; absent of an event that claims nothing. */
  readonly source?: Omit<Source, 'seenIn'>;
}

/** What a claim says of itself, whatever it is about; what it claims stands in the table `event_values`. */
export function claimColumns<Row>(of: (row: Row) => Claimed): readonly Column<Row>[] {
  const { text, code, moment } = columnsOf<z.ZodObject, Claimed>(z.strictObject({}));
  const columns: readonly Column<Claimed>[] = [
    text('id', 'Id of the event: what `because` of the other tables names.', (row) => row.id),
    code('type', 'What kind of fact it is.', [...claimTypes], (row) => row.type),
    text(
      'event_authority',
      `Key of the authority that it speaks of; \`${england}\` for national facts.`,
      (row) => row.authority,
    ),
    ...moment('occurred_from', 'When it was so, or began.', (row) => row.occurred?.from),
    ...moment('occurred_to', 'When it ended, where it lasted.', (row) => row.occurred?.to),
    code(
      'occurred_precision',
      'What these two dates mean.',
      precisions,
      (row) => row.occurred?.precision,
      {
        source: 'packages/core/src/events/times.ts',
      },
    ),
    ...moment('known_from', 'When it became public.', (row) => row.known?.from),
    code('known_basis', 'What that rests on.', basisSchema.options, (row) => row.known?.basis),
    text('publisher', 'Who published the source.', (row) => row.source?.publisher),
    code(
      'rank',
      'Whose word it is, in the order of precedence.',
      ranks,
      (row) => row.source?.rank,
      {
        source: 'docs/concepts.md: precedence',
      },
    ),
    text('title', 'Title of the source.', (row) => row.source?.title),
    text('edition', 'Edition of a recurring publication.', (row) => row.source?.edition),
    text('locator', 'Place in the source.', (row) => row.source?.locator),
    text('url', 'Address of the source.', (row) => row.source?.url),
    code('asserted_by', 'Who asserts it.', assertedBy, (row) => row.source?.assertedBy),
  ];
  return columns.map((column) => ({ ...column, of: (row: Row) => column.of(of(row)) }));
}
