import type { ClaimEvent } from '../../packages/core/src/index.ts';
import { propose } from '../../packages/ingest/src/index.ts';

interface Letter {
  readonly authority: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly published: string;
  /** What the areas for priority action are about, as a topic of ours. */
  readonly topics: readonly string[];
}

/**
 * Letters on joint targeted inspections that name areas for priority action. The table of visits leaves that column empty for all
 * of them; these three of 29 letters at hand name some, read with the reader of this program and looked at.
 */
const letters: readonly Letter[] = [
  {
    authority: 'cheshire-east',
    name: 'Cheshire East',
    from: '2022-07-11',
    to: '2022-07-15',
    published: '2022-09-26',
    topics: ['Leadership and governance', 'Work with partner agencies', 'Social work practice'],
  },
  {
    authority: 'durham',
    name: 'Durham',
    from: '2018-07-09',
    to: '2018-07-13',
    published: '2018-08-24',
    topics: ['Strategy discussions and child protection enquiries'],
  },
  {
    authority: 'solihull',
    name: 'Solihull',
    from: '2022-01-10',
    to: '2022-01-14',
    published: '2022-02-21',
    topics: ['Work with partner agencies'],
  },
];

/** That these letters name areas for priority action, as claims. */
export function jointInspectionClaims(): readonly ClaimEvent[] {
  return letters.map(({ authority, name, from, to, published, topics }) => {
    const { event } = propose(
      {
        type: 'ReportPublished',
        authority,
        occurred: { precision: 'day', from: published },
        known: { from: published, basis: 'published' },
        source: {
          publisher: 'Ofsted',
          rank: 'report',
          title: `Joint targeted area inspection letter: ${name}, published ${published}`,
          assertedBy: 'inspectorate',
        },
        data: {
          of: {
            activity: 'visit',
            framework: 'JTAI',
            visitKind: 'jtai',
            days: { precision: 'range', from, to },
          },
          published,
          priorityAction: true,
          findings: topics.map((topic) => ({ kind: 'priority_action', topic })),
        },
      },
      'areas for priority action',
    );
    return event;
  });
}
