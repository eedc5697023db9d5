import type { EpochDay } from '@monitoring-timeline/core';
import type { PostHolder } from '../answers/leadership.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { because } from '../views/evidence.ts';
import { deliveryOn } from '../views/interventions/delivery.ts';
import { interventionsTold } from '../views/interventions/history.ts';
import { postsHeld } from '../views/leadership/holders.ts';
import { momentText } from '../views/moment.ts';
import { awaitedReports } from '../views/standing/awaited.ts';
import { standingState } from '../views/standing/state.ts';
import { tellingRulesKnown } from '../views/told/rules.ts';

/** One clock of an authority as notices need it. */
export interface DueSeen {
  readonly rule: string;
  readonly anchor: string | null;
  readonly status: string;
  /** True where nothing that is not public yet can undo it. */
  readonly certain: boolean;
  readonly opens: string | null;
  readonly due: string | null;
  readonly closes: string | null;
  readonly because: readonly string[];
}

/** Tells the clocks of an authority at a place on the axes. */
export type DueOf = (
  record: AuthorityRecord,
  at: { readonly asOf: EpochDay; readonly knownAt: EpochDay; readonly upTo?: string | undefined },
) => readonly DueSeen[];

interface Graded {
  readonly grade: string;
  readonly because: readonly string[];
}

/** What an oversight team sees of an authority on a day: what notices compare before and after. */
export interface Seen {
  readonly grades: ReadonlyMap<string, Graded>;
  readonly report:
    | { readonly published: string | null; readonly because: readonly string[] }
    | undefined;
  readonly awaited: ReadonlyMap<string, readonly string[]>;
  readonly posts: ReadonlyMap<
    string,
    { readonly holder: string; readonly because: readonly string[] }
  >;
  readonly interventions: ReadonlyMap<string, readonly string[]>;
  readonly due: ReadonlyMap<string, DueSeen>;
}

/** What was seen of an authority with the log up to a position, on a day, with all that was public by then. */
export function seenOf(
  record: AuthorityRecord,
  day: EpochDay,
  upTo: string | undefined,
  dueOf: DueOf,
): Seen {
  const at = { asOf: day, knownAt: day, upTo };
  const knowledge = record.at(at);
  const state = standingState(knowledge, day);
  const standings = [...(state.overall ? [state.overall] : []), ...state.areas];
  const { report } = state;
  // persons stand as ids: a notice is kept, and a name may be erased
  const rules = tellingRulesKnown(undefined, day);
  const { holders, lastKnown } = postsHeld(knowledge, day, () => null, rules);
  const posts = Object.entries({ ...lastKnown, ...holders });
  // what a rule only presumes is no news: an end is told where a source, or another in its place, tells it
  const interventions = interventionsTold(knowledge, day, () => null, rules).history.filter(
    ({ state }) => state !== 'ended' && state !== 'superseded',
  );
  const delivery = deliveryOn(knowledge, day, rules);
  return {
    grades: new Map(
      standings.map(({ area, grade, judgement }) => [
        area,
        { grade, because: because(judgement?.claim, judgement?.agreeing ?? []) },
      ]),
    ),
    report: report && {
      published: momentText(report.activity.published?.value ?? report.published),
      because: because(report.activity.claims),
    },
    awaited: new Map(
      awaitedReports(knowledge, day, report).map((one) => [
        `${one.framework} ${one.start}`,
        one.because,
      ]),
    ),
    posts: new Map(
      posts.map(([role, holder]) => [
        role,
        {
          holder: holderKey(holder),
          because: holder.because,
        },
      ]),
    ),
    interventions: new Map([
      ...interventions.map((one) => [`${one.instrument} since ${one.from}`, one.because] as const),
      [`delivery by ${delivery.provider ?? 'council'}`, delivery.because] as const,
    ]),
    due: new Map(dueOf(record, at).map((one) => [`${one.rule} from ${one.anchor}`, one])),
  };
}

/** Who holds a post as far as a source says; that time passes over it is no news. */
function holderKey({ personId, status, since, confirmed, state }: PostHolder): string {
  return state === 'ended' ? 'not known' : [personId, status, since, confirmed].join('/');
}
