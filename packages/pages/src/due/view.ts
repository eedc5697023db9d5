import { type Directory, regions } from '@monitoring-timeline/core';
import type { DueRow } from '@monitoring-timeline/projections';
import { whereOf } from '@monitoring-timeline/projections/brief';
import type { Policy } from '@monitoring-timeline/projections/policy';
import type { Links } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import { certaintyName, clockShown, statusText } from '../words/clocks.ts';
import { capital, counted } from '../words/texts.ts';
import { subscribing } from './subscribing.ts';

/** What a form asks for; an own list as keys. */
interface Wanted {
  readonly region?: string;
  readonly authorities?: readonly string[];
  readonly rule?: string;
  readonly status?: string;
  readonly certainty?: string;
}

interface Around {
  readonly links: Links;
  readonly directory: Directory;
  readonly policy: Policy;
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

const certainties = [
  'certain',
  'may_be_under_way',
  'beyond_record',
] as const satisfies readonly DueRow['certainty'][];

/** The answer to `due`, by what each clock rests on. */
export function dueView(
  rows: readonly DueRow[],
  wanted: Wanted,
  { links, directory, policy }: Around,
): Shown {
  const { region, authorities = [], rule, status, certainty } = wanted;
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
    title: `${whereOf({ region, authority: authorities }, directory)}: ${counted(rows.length, 'clock')}`,
    model: {
      groups: filled,
      own: authorities.join(','),
      rules: rulesOf(policy).map(([id, text]) => ({ id, text, selected: id === rule })),
      certainties: certainties.map((code) => ({
        code,
        label: certaintyName(code),
        selected: code === certainty,
      })),
      subscribing: subscribing({ region, authorities, rule }),
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

/** Every rule once, in the order of the policy, by what it leads to. */
function rulesOf({ rules }: Policy): readonly (readonly [string, string])[] {
  return [...new Map(rules.map(({ id, label }) => [id, capital(label)]))];
}
