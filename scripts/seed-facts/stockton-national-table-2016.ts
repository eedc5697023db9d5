import type { EventOf, PartialDate } from '../../packages/core/src/events/index.ts';
import { england } from '../../packages/core/src/events/index.ts';
import type { Area } from '../../packages/core/src/frameworks/areas.ts';
import type { Reading } from './authoring.ts';
import { by, day, since, year } from './dates.ts';

/** Count and printed percentage of outstanding, good, requires improvement, inadequate. */
type Cells = readonly (readonly [count: number, percent: number])[];

const tableDay = day('2016-08-05');

/** As printed: some rows come to fewer than 104 reports, and the percentages of one to 101. */
const table: readonly (readonly [area: Area, label: string, cells: Cells, locator: string])[] = [
  [
    'overall',
    'Overall Effectiveness',
    [
      [2, 2],
      [25, 24],
      [52, 50],
      [25, 24],
    ],
    'lines 241 to 246',
  ],
  [
    'help_and_protection',
    'The experiences and progress of children who need help and protection',
    [
      [0, 0],
      [24, 23],
      [58, 56],
      [22, 21],
    ],
    'lines 248 to 253',
  ],
  [
    'children_in_care',
    'The experiences and progress of children looked after and achieving permanence',
    [
      [2, 2],
      [30, 29],
      [58, 56],
      [13, 13],
    ],
    'lines 262 to 267',
  ],
  [
    'adoption',
    'Adoption performance',
    [
      [7, 7],
      [48, 47],
      [40, 39],
      [8, 8],
    ],
    'lines 269 to 274',
  ],
  [
    'care_leavers',
    'The experiences and progress of care leavers',
    [
      [3, 3],
      [34, 33],
      [51, 50],
      [14, 14],
    ],
    'lines 276 to 281',
  ],
  [
    'leadership',
    'Leadership, management and governance',
    [
      [7, 7],
      [25, 24],
      [50, 48],
      [22, 21],
    ],
    'lines 283 to 288',
  ],
  [
    'lscb',
    'LSCB effectiveness',
    [
      [0, 0],
      [33, 32],
      [52, 50],
      [19, 18],
    ],
    'lines 290 to 295',
  ],
];

type Row = EventOf<'SnapshotPublished'>['data']['rows'][number];

function row([area, label, cells, locator]: (typeof table)[number]): Row {
  const of = (index: number, part: 0 | 1): number => cells[index]![part];
  const graded = (part: 0 | 1) => ({
    outstanding: of(0, part),
    good: of(1, part),
    requires_improvement: of(2, part),
    inadequate: of(3, part),
  });
  return { area, label, counts: graded(0), percent: graded(1), locator };
}

/** What the paper says of the programme; part of it is wrong elsewhere, and stays this paper's word. */
const programme: readonly (readonly [PartialDate, string, string, planned?: true])[] = [
  [year('2014'), 'line 25', 'SIF said to have been introduced in autumn 2014'],
  [by('2017-11'), 'line 25', 'every authority to have had its SIF inspection by then', true],
  [by('2017-12-31'), 'line 218', 'the 50 reports still to come due by then', true],
  [since('2014'), 'line 26', 'SIF inspection announced one day before inspectors come'],
  [tableDay, 'line 70', 'SIF inspections done at 104 authorities of 154'],
];

/** The national and regional picture that the paper prints, as facts of the whole country. */
export function nationalFacts(paper: Reading): void {
  paper.claim(
    'SnapshotPublished',
    { occurred: tableDay, at: 'lines 70, 218 and 237 to 295', authority: england },
    {
      title: 'SIF outcomes at 5 August 2016',
      framework: 'SIF',
      counts: 'not_stated',
      population: 154,
      published: 104,
      rows: table.map(row),
    },
  );
  paper.claim(
    'SnapshotPublished',
    { occurred: tableDay, at: 'lines 222 to 230', authority: england },
    {
      title: 'SIF outcomes in the North East, summer 2016',
      framework: 'SIF',
      region: 'North East',
      counts: 'authorities',
      published: 8,
      rows: [
        {
          area: 'overall',
          counts: { good: 3, requires_improvement: 3, inadequate: 2 },
          locator: 'lines 226 to 228',
        },
        {
          area: 'care_leavers',
          counts: { outstanding: 1 },
          locator: 'line 230: none but Stockton',
        },
      ],
    },
  );
  const national: readonly (readonly [string, string, number])[] = [
    ['authorities_overall_good_or_better', 'authorities good or better overall', 27],
    ['authorities_care_leavers_outstanding', 'authorities outstanding for care leavers', 3],
  ];
  for (const [indicator, topic, value] of national) {
    paper.claim(
      'IndicatorObserved',
      { occurred: tableDay, at: 'line 220', authority: england },
      {
        indicator,
        topic,
        printed: value === 3 ? 'three' : String(value),
        value,
        unit: 'count',
        numerator: value,
        denominator: 104,
      },
    );
  }
  for (const [occurred, at, topic, planned] of programme) {
    paper.claim(
      'ContextNoted',
      { occurred, at, authority: england },
      { kind: 'framework', topic, ...(planned && { planned }) },
    );
  }
}
