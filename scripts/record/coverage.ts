import { type ClaimEvent, england } from '../../packages/core/src/index.ts';
import { propose } from '../../packages/ingest/src/index.ts';

interface Span {
  readonly activity: string;
  readonly axis: 'published' | 'carried_out';
  readonly from: string;
  readonly to: string;
  readonly note: string;
}

/**
 * What the shipped record holds completely, and from when to when. Outside these spans silence proves nothing. No action
 * statement is on record anywhere, so none is stated for those.
 */
const spans: readonly Span[] = [
  {
    activity: 'graded_inspection',
    axis: 'published',
    from: '2009-08-07',
    to: '2026-08-20',
    note: 'Reports of graded inspections by publication day',
  },
  {
    activity: 'focused_visit',
    axis: 'published',
    from: '2018-02-22',
    to: '2026-01-27',
    note: 'Letters of focused visits by publication day',
  },
  {
    activity: 'monitoring_visit',
    axis: 'carried_out',
    from: '2022-04-01',
    to: '2025-03-31',
    note: 'Monitoring visits with a published letter, in the official lists of three years; the letter of a first visit is not published, so a list begins at the second; earlier and later ones only where a page or letter was found',
  },
  {
    activity: 'jtai',
    axis: 'published',
    from: '2016-04-05',
    to: '2025-03-13',
    note: 'Letters of joint targeted area inspections by publication day',
  },
  {
    activity: 'area_send',
    axis: 'published',
    from: '2023-05-05',
    to: '2025-03-11',
    note: 'Reports of area SEND inspections under the framework of 2023 by publication day',
  },
];

/** The coverage of the record as claims. Each is known as it grows, hence from the first day of its span. */
export function coverageClaims(): readonly ClaimEvent[] {
  return spans.map(({ activity, axis, from, to, note }, index) => {
    const { event } = propose(
      {
        type: 'CoverageStated',
        authority: england,
        occurred: { precision: 'range', from, to },
        known: { from, basis: 'assumed' },
        source: {
          publisher: 'Monitoring timeline',
          rank: 'secondary',
          title: 'Coverage of the shipped record',
          edition: '2026-08-20',
          assertedBy: 'analyst',
        },
        data: { activity, axis, note },
      },
      `span ${index + 1}`,
    );
    return event;
  });
}
