import type { EventOf, PartialDate } from '../../../packages/core/src/events/index.ts';
import type { Reading } from '../authoring.ts';
import { by, month } from '../dates.ts';
import { daysOnSite } from './inspection.ts';

type Kind = EventOf<'ContextNoted'>['data']['kind'];

const facts: readonly (readonly [PartialDate, string, Kind, string])[] = [
  [
    daysOnSite,
    'line 384',
    'framework',
    'legal ground: Education and Inspections Act 2006, section 136',
  ],
  [
    month('2017-04'),
    'paragraph 18',
    'strategy',
    'early help strategy launched; schools and police take more part since',
  ],
  [
    month('2017-11'),
    'paragraph 78',
    'structure',
    'contact and referral team now sits with the assessment team',
  ],
  [
    month('2017-08'),
    'paragraph 80',
    'programme',
    'project team taken on to write outstanding assessments, over 13 weeks',
  ],
  [
    by('2018-05-18'),
    'paragraph 34',
    'service',
    'out-of-hours emergency team, made since the inspection before',
  ],
  [
    by('2018-05-18'),
    'paragraph 78',
    'service',
    'early help service that needed nearly two years to set up',
  ],
  [
    daysOnSite,
    'paragraphs 21 and 78',
    'practice',
    'outside review commissioned of children with repeated contacts',
  ],
  [
    by('2018-05-18'),
    'paragraph 83',
    'practice',
    'visits led to better action for looked-after children, of uneven quality still',
  ],
];

/** Strategies, structures and services that the report dates, or finds in being. */
export function contextFacts(report: Reading): void {
  for (const [occurred, at, kind, topic] of facts) {
    report.claim('ContextNoted', { occurred, at }, { kind, topic });
  }
}
