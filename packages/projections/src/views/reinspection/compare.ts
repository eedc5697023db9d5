import { epochDay } from '@monitoring-timeline/core';
import type { DueRow } from '../../answers/due.ts';

type Side = Pick<
  DueRow,
  'version' | 'status' | 'certainty' | 'opens' | 'due' | 'closes' | 'daysPast' | 'daysPastWindow'
>;

/** One clock that two policies read differently. */
export interface DueMove {
  /** Whose clock it is. */
  readonly authority: DueRow['authority'];
  /** What is waited for. */
  readonly activity: DueRow['activity'];
  /** Id of the rule of the clock in each of the two answers. */
  readonly rules: {
    /** Null where the answer has no such clock, or it has no rule. */
    readonly a: string | null;
    /** As `a`, of the other answer. */
    readonly b: string | null;
  };
  /** Null where the policy has no such clock for the authority. */
  readonly a: Side | null;
  /** As `a`, of the other answer. */
  readonly b: Side | null;
  /** Days from the due day under `a` to that under `b`; null where one of them has none. */
  readonly dueMovedBy: number | null;
}

/**
 * Who moves between two answers to one question, such as the same history under two policies: the clocks of which the
 * status or a day differs, in the order of the rows. A clock that has no rule in one answer is set beside the one for
 * the same activity in the other.
 */
export function compareDue(rowsA: readonly DueRow[], rowsB: readonly DueRow[]): readonly DueMove[] {
  const moves: DueMove[] = [];
  const [a, b] = [byAuthority(rowsA), byAuthority(rowsB)];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    for (const [left, right] of paired(a.get(key) ?? [], b.get(key) ?? [])) {
      if (left && right && same(left, right)) continue;
      const { authority, activity } = (left ?? right)!;
      moves.push({
        authority,
        activity,
        rules: { a: left?.rule ?? null, b: right?.rule ?? null },
        a: left ? side(left) : null,
        b: right ? side(right) : null,
        dueMovedBy: left?.due && right?.due ? daysApart(left.due, right.due) : null,
      });
    }
  }
  return moves.sort((x, y) => byText(x.authority.name, y.authority.name));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byAuthority(rows: readonly DueRow[]): Map<string, DueRow[]> {
  const found = new Map<string, DueRow[]>();
  for (const row of rows) {
    const list = found.get(row.authority.key);
    if (list) list.push(row);
    else found.set(row.authority.key, [row]);
  }
  return found;
}

type Pair = readonly [DueRow | undefined, DueRow | undefined];

/**
 * By rule; what is left over by activity, since another rule may stand for the same wait. Not so for what an authority
 * owes: its clocks share one activity and are different duties.
 */
function paired(a: readonly DueRow[], b: readonly DueRow[]): readonly Pair[] {
  const left = new Set(b);
  const take = (match: (row: DueRow) => boolean): DueRow | undefined => {
    for (const row of left) {
      if (!match(row)) continue;
      left.delete(row);
      return row;
    }
    return undefined;
  };
  const byRule = a.map((row) => [row, take((other) => other.rule === row.rule)] as const);
  const pairs: Pair[] = byRule.map(([row, other]) => [
    row,
    other ?? take(({ activity, owedBy }) => activity === row.activity && owedBy !== 'authority'),
  ]);
  return [...pairs, ...[...left].map((row) => [undefined, row] as const)];
}

function same(a: DueRow, b: DueRow): boolean {
  return a.status === b.status && a.opens === b.opens && a.due === b.due && a.closes === b.closes;
}

function side(row: DueRow): Side {
  const { version, status, certainty, opens, due, closes, daysPast, daysPastWindow } = row;
  return { version, status, certainty, opens, due, closes, daysPast, daysPastWindow };
}

function daysApart(a: string, b: string): number {
  return epochDay(b) - epochDay(a);
}
