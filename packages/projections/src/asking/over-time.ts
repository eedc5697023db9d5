import type { Diff } from '../answers/diff.ts';
import type { IssuedNotice } from '../answers/notices.ts';
import type { Reconciliation } from '../answers/reconciliation.ts';
import { dayGiven } from './dates.ts';
import type { Manner, Named } from './manner.ts';
import { type Ask, authorityGiven } from './words.ts';
import { WrongCall } from './wrong-call.ts';

export interface DiffWords {
  /** Known by the end of this day. */
  readonly from: string;
  /** Against known by the end of this day. */
  readonly to: string;
  readonly authority?: string | undefined;
}

/** What became known between two days, and which answers it changed. @throws WrongCall; asked: UnknownAuthority */
export function askDiff(words: DiffWords, manner: Manner): Ask<Diff> {
  const from = dayGiven(manner.parameter('from'), words.from);
  const to = dayGiven(manner.parameter('to'), words.to);
  const authority =
    words.authority === undefined ? undefined : authorityGiven(words.authority, manner, 'diff');
  return (timeline, { asOf, recordedAt }) =>
    timeline.diff(from, to, { authority, asOf, recordedAt });
}

export interface ReconcileWords {
  /** Title or event id of a published table on record. */
  readonly snapshot: string;
  readonly count?: 'authorities' | 'reports' | undefined;
}

/** A published table beside ours, cell by cell. Asked: @throws UnknownSnapshot */
export function askReconciliation({ snapshot, count }: ReconcileWords): Ask<Reconciliation> {
  return (timeline, dates) => timeline.reconcile(snapshot, dates, { count });
}

export interface NoticesWords {
  /** `sequence` of the last one that was had. */
  readonly after?: string | undefined;
}

/** Issues what is due by now, and gives what was issued. @throws WrongCall */
export function askNotices(words: NoticesWords, manner: Manner): Ask<readonly IssuedNotice[]> {
  const after = sequenceGiven(manner.parameter('after'), words.after);
  return (timeline) => timeline.notices({ after });
}

/** `sequence` of a notice, also without its leading zeros. @throws WrongCall naming the parameter */
export function sequenceGiven(named: Named, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,12}$/.test(text)) return text.padStart(12, '0');
  throw new WrongCall(
    `${named.name}: "${text}" is no sequence of a notice. Copy the \`sequence\` of the last one that you have, for example ${named.example('000000000012')}.`,
    { parameter: named.name, text },
  );
}
