import { tableKinds } from '../tables/index.ts';
import type { QuarantineItem } from './queue.ts';

/** How a thing in quarantine can be agreed to; see `howAccepted`. */
export type HowAccepted = (typeof waysToAccept)[number];

/** How things in quarantine can be agreed to; what each asks of a person stands at `howAccepted`. */
export const waysToAccept = ['as_is', 'side', 'correction', 'cells', 'claim'] as const;

/**
 * `as_is`: its claims stand as read. `side`: by naming which source is right. `correction`: by what is right in a claim on record.
 * `cells`: by mending cells of its row. `claim`: only with a claim that a person writes.
 */
export function howAccepted({ proposed, row }: QuarantineItem): HowAccepted {
  switch (proposed?.kind) {
    case 'claims':
      return 'as_is';
    case 'disagreement':
      return 'side';
    case 'doubt':
      return 'correction';
    default:
      return row && tableKinds.some(({ kind }) => kind === row.table) ? 'cells' : 'claim';
  }
}
