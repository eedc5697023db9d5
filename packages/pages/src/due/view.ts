import { regions } from '@monitoring-timeline/core';
import type { DueRow } from '@monitoring-timeline/projections';
import type { Links } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import { clockShown, statusText } from '../words/clocks.ts';
import { counted } from '../words/texts.ts';

interface Wanted {
  readonly region?: string;
  readonly rule?: string;
  readonly status?: string;
}

/** What the law asks stands first, then what is usual, then what was only observed. */
const groups = [
  ['statutory', 'In law'],
  ['usual', 'Usual practice, not law'],
  ['observed', 'From past waits: no rule, and no promise'],
  [null, 'No rule says when'],
] as const;

/** Statuses in the order in which a form offers them. */
const statuses = [
  'overdue',
  'not_known',
  'due',
  'window_open',
  'in_progress',
  'suspended',
  'awaiting_first',
  'not_yet',
  'met',
  'not_shown',
  'no_rule',
] as const satisfies readonly DueRow['status'][];

/** The answer to `due`, by what each clock rests on. */
export function dueView(rows: readonly DueRow[], wanted: Wanted, links: Links): Shown {
  const { region, rule, status } = wanted;
  const filled = groups.flatMap(([basis, heading]) => {
    const some = rows.filter((row) => row.basis === basis);
    return some.length === 0
      ? []
      : [
          {
            id: basis ?? 'none',
            heading,
            caption: `${heading}: ${counted(some.length, 'clock')}`,
            rows: some.map((row) => clockShown(row, links)),
          },
        ];
  });
  return {
    title: `${region ?? 'England'}: ${counted(rows.length, 'clock')}`,
    model: {
      groups: filled,
      rule: rule ?? '',
      regions: regions.map(({ name }) => ({ name, selected: name === region })),
      statuses: statuses.map((code) => ({
        code,
        label: statusText(code),
        selected: code === status,
      })),
      other: {
        csv: links.to('/api/due.csv', { ...wanted }),
        json: links.to('/api/due', { ...wanted }),
      },
    },
  };
}
