import type { ClaimEvent, Source } from '../../packages/core/src/index.ts';
import { propose } from '../../packages/ingest/src/index.ts';

/** The list of improvement notices and directions that the department keeps; it bears no day and tells which are closed. */
const list: Source = {
  publisher: 'education.gov.uk',
  rank: 'government',
  title: 'Department for Education: improvement notices and directions, list with closures',
  url: 'http://www.education.gov.uk/childrenandyoungpeople/safeguardingchildren/a00223342/improving-childrens-care-doncaster',
  assertedBy: 'government',
};

interface Told {
  readonly authority: string;
  readonly type: 'InterventionStarted' | 'InterventionEnded';
  readonly occurred: ClaimEvent['occurred'];
  readonly known: ClaimEvent['known'];
  readonly source: Source;
  readonly note: string;
}

/**
 * Improvement notices of which no table has a row. Where the list only says that one is closed, it was so by the latest month that
 * the list speaks of: March 2024.
 */
const told: readonly Told[] = [
  {
    authority: 'tameside',
    type: 'InterventionEnded',
    occurred: { precision: 'by', from: '2024-03' },
    known: { from: '2024-03', basis: 'assumed' },
    source: list,
    note: 'the notice of July 2022, listed as closed',
  },
  {
    authority: 'plymouth',
    type: 'InterventionEnded',
    occurred: { precision: 'by', from: '2024-03' },
    known: { from: '2024-03', basis: 'assumed' },
    source: list,
    note: 'listed as closed; the day is not given',
  },
  {
    authority: 'south-gloucestershire',
    type: 'InterventionEnded',
    occurred: { precision: 'day', from: '2023-12-21' },
    known: { from: '2023-12-21', basis: 'assumed' },
    source: list,
    note: 'lifted',
  },
  {
    authority: 'cheshire-east',
    type: 'InterventionStarted',
    occurred: { precision: 'month', from: '2024-07' },
    known: { from: '2024-07', basis: 'assumed' },
    source: {
      publisher: 'cheshireeast.gov.uk',
      rank: 'council',
      title: 'Cheshire East: improvement notice of the Department for Education, July 2024',
      assertedBy: 'authority',
    },
    note: 'decided after the report of 16 May 2024',
  },
];

/** Starts and ends of improvement notices told of outside the tables, as claims. */
export function noticesToldOf(): readonly ClaimEvent[] {
  return told.map(({ note, ...claim }, index) => {
    const data = { instrument: 'improvement_notice', note };
    return propose({ ...claim, data }, `notice ${index + 1}`).event;
  });
}
