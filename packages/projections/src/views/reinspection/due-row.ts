import type { AnchorKind, OwedActivity, Rule } from '../../policy/schema.ts';
import type { Met, UnderWay } from './facts.ts';
import type { CalendarStatus, DueCertainty, DueStatus } from './status-codes.ts';

/** One clock of one authority: which rule, from when, how far, and why. All days are ISO. */
export interface DueRow {
  readonly authority: {
    readonly key: string;
    readonly name: string;
    readonly region: string | null;
  };
  /** Null where no rule says when the next graded inspection comes. */
  readonly rule: string | null;
  readonly version: string | null;
  readonly label: string | null;
  readonly basis: Rule['basis'] | null;
  readonly owedBy: Rule['owedBy'] | null;
  readonly activity: OwedActivity;
  readonly anchor: {
    /** Null for the day on which an authority of the shipped directory came to be. */
    readonly event: string | null;
    readonly date: string;
    readonly kind: AnchorKind;
    /** True where the day stands in for one that is not on record. */
    readonly assumed: boolean;
    /** False where a source gives the day more coarsely: its last possible day is counted from. */
    readonly exact: boolean;
  } | null;
  readonly opens: string | null;
  readonly due: string | null;
  readonly closes: string | null;
  readonly status: DueStatus;
  /** Where the calendar alone stands, whatever has been begun or done; null without a deadline. */
  readonly byCalendar: CalendarStatus | null;
  /** Days after `due`, and after `closes`; 0 up to them, null without them, and where an authority's clock is not known. */
  readonly daysPast: number | null;
  readonly daysPastWindow: number | null;
  /** What the calendar alone brings next, if nothing is done and the record reaches that far. */
  readonly next: { readonly status: DueStatus; readonly on: string } | null;
  readonly suspensions: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  }[];
  /** Kind of inspection that is expected next. */
  readonly expects: string | null;
  readonly underWay: UnderWay | null;
  readonly met: Met | null;
  /** How far the record of the activity reaches; null where no source says. */
  readonly recordTo: string | null;
  readonly certainty: DueCertainty;
  /** False where no primary source at hand confirms the rule. */
  readonly verified: boolean;
  readonly source: Rule['source'] | null;
  /** Policy and version of the table of working days behind the deadline. */
  readonly policy: string;
  readonly calendar: string;
  readonly explanation: string;
  readonly because: readonly string[];
}

/** What a row says whatever the day is. */
export type FixedPart = Pick<
  DueRow,
  | 'rule'
  | 'version'
  | 'label'
  | 'basis'
  | 'owedBy'
  | 'activity'
  | 'anchor'
  | 'opens'
  | 'due'
  | 'closes'
  | 'suspensions'
  | 'expects'
  | 'underWay'
  | 'met'
  | 'verified'
  | 'source'
  | 'because'
>;
