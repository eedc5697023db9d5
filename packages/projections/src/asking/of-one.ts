import { england, leadershipRoles } from '@monitoring-timeline/core';
import type { ActivityView } from '../answers/activity.ts';
import type { Explanation } from '../answers/explanation.ts';
import type { HistoryEntry } from '../answers/history.ts';
import type { InterventionsHistory } from '../answers/interventions.ts';
import type { LeadershipHistory } from '../answers/leadership.ts';
import type { Standing } from '../answers/standing.ts';
import type { Themes } from '../answers/themes.ts';
import type { Trajectory } from '../answers/trajectory.ts';
import type { Explained } from '../views/explain/explain.ts';
import { dayGiven } from './dates.ts';
import type { Manner } from './manner.ts';
import { type Ask, authorityGiven, choiceGiven } from './words.ts';
import { WrongCall } from './wrong-call.ts';

/** Which authority is meant: name, alias, URN, ONS or DfE code. */
export interface AuthorityWords {
  readonly authority: string;
}

/** Where an authority stands. @throws WrongCall; asked: UnknownAuthority, AmbiguousAuthority */
export function askStanding(words: AuthorityWords, manner: Manner): Ask<Standing> {
  if (words.authority.trim().toLowerCase() === england) {
    throw new WrongCall(
      `England is no authority and has no standing. Ask \`${manner.question('picture')}\`.`,
    );
  }
  return (timeline, dates) => timeline.standing(words.authority, dates);
}

export interface TrajectoryWords extends AuthorityWords {
  /** Counts comparisons across frameworks as changes too. */
  readonly crosswalk?: boolean | undefined;
}

/** Whether an authority is getting better. @throws WrongCall; asked: UnknownAuthority, AmbiguousAuthority */
export function askTrajectory(words: TrajectoryWords, manner: Manner): Ask<Trajectory> {
  const authority = authorityGiven(words.authority, manner, 'board');
  const { crosswalk } = words;
  return (timeline, dates) => timeline.trajectory(authority, dates, { crosswalk });
}

/** Every event of an authority; `england` gives the national facts. Asked: @throws UnknownAuthority, AmbiguousAuthority */
export function askHistory(words: AuthorityWords): Ask<readonly HistoryEntry[]> {
  const national = words.authority.trim().toLowerCase() === england;
  return (timeline, dates) => timeline.history(national ? england : words.authority, dates);
}

export interface ActivityWords extends AuthorityWords {
  /** Only what began on or after this day. */
  readonly since?: string | undefined;
}

/** When inspectors last came, and what came since. @throws WrongCall; asked: UnknownAuthority, AmbiguousAuthority */
export function askActivity(words: ActivityWords, manner: Manner): Ask<ActivityView> {
  const authority = authorityGiven(words.authority, manner, 'board');
  const since =
    words.since === undefined ? undefined : dayGiven(manner.parameter('since'), words.since);
  return (timeline, dates) => timeline.activity(authority, dates, { since });
}

export interface LeadershipWords extends AuthorityWords {
  readonly role?: string | undefined;
}

/** Who held which post. @throws WrongCall; asked: UnknownAuthority, AmbiguousAuthority */
export function askLeadership(words: LeadershipWords, manner: Manner): Ask<LeadershipHistory> {
  const authority = authorityGiven(words.authority, manner, 'board');
  const role =
    words.role === undefined
      ? undefined
      : choiceGiven(manner.parameter('role'), words.role, leadershipRoles);
  return (timeline, dates) => timeline.leadership(authority, dates, { role });
}

/** What inspectors raised, and what a later visit still found. @throws WrongCall; asked: UnknownAuthority, AmbiguousAuthority */
export function askThemes(words: AuthorityWords, manner: Manner): Ask<Themes> {
  const authority = authorityGiven(words.authority, manner, 'findings');
  return (timeline, dates) => timeline.themes(authority, dates);
}

/** Government intervention over time. @throws WrongCall; asked: UnknownAuthority, AmbiguousAuthority */
export function askInterventions(words: AuthorityWords, manner: Manner): Ask<InterventionsHistory> {
  const authority = authorityGiven(words.authority, manner, 'board');
  return (timeline, dates) => timeline.interventions(authority, dates);
}

/** The questions whose answers can be explained. */
export const explainable = [
  'standing',
  'trajectory',
  'due',
] as const satisfies readonly Explained[];

export interface ExplainWords extends AuthorityWords {
  readonly question: Explained;
}

/** Why an answer is what it is. @throws WrongCall; asked: UnknownAuthority, AmbiguousAuthority */
export function askExplanation(words: ExplainWords, manner: Manner): Ask<Explanation> {
  const authority = authorityGiven(words.authority, manner);
  return (timeline, dates) => timeline.explain(authority, words.question, dates);
}
