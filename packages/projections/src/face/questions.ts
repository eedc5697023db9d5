import { type AuthorityKey, type EpochDay, england, epochDay } from '@monitoring-timeline/core';
import type { ActivityView } from '../answers/activity.ts';
import type { BoardRow } from '../answers/board.ts';
import type { Commitment } from '../answers/commitments.ts';
import type { CoverageSpan } from '../answers/coverage.ts';
import type { Diff } from '../answers/diff.ts';
import type { DueRow } from '../answers/due.ts';
import type { Explanation } from '../answers/explanation.ts';
import type { FindingTopic } from '../answers/findings.ts';
import type { HistoryEntry } from '../answers/history.ts';
import type { InterventionsHistory } from '../answers/interventions.ts';
import type { LeadershipHistory } from '../answers/leadership.ts';
import type { ListedAuthority } from '../answers/list.ts';
import type { Picture } from '../answers/picture.ts';
import type { Reconciliation } from '../answers/reconciliation.ts';
import type { Standing } from '../answers/standing.ts';
import type { Themes } from '../answers/themes.ts';
import type { Trajectory } from '../answers/trajectory.ts';
import { type Coordinates, coordinatesOf, type Dates } from '../coordinates.ts';
import type { RecordSource } from '../engine/record-source.ts';
import type { Policy } from '../policy/schema.ts';
import { type BoardOptions, board } from '../views/across/board.ts';
import { type CommitmentOptions, commitments } from '../views/across/commitments.ts';
import { type FindingOptions, findings } from '../views/across/findings.ts';
import { type ListOptions, list } from '../views/across/list.ts';
import { type ActivityOptions, activity } from '../views/activity.ts';
import type { ViewContext } from '../views/authority.ts';
import { type Explained, explain } from '../views/explain/explain.ts';
import { history } from '../views/history.ts';
import { interventionsHistory } from '../views/interventions/history.ts';
import { type LeadershipOptions, leadershipHistory } from '../views/leadership/history.ts';
import type { AnswersContext } from '../views/learnt/answers.ts';
import { diff } from '../views/learnt/diff.ts';
import { type ReplayStep, replay } from '../views/learnt/replay.ts';
import { coverage } from '../views/picture/coverage.ts';
import { type PictureOptions, picture, type Records } from '../views/picture/picture.ts';
import { compareWithPublished } from '../views/picture/published-table.ts';
import { reconcile } from '../views/picture/reconcile.ts';
import { compareDue, type DueMove } from '../views/reinspection/compare.ts';
import { type DueOptions, due, dueOf } from '../views/reinspection/due.ts';
import { standing } from '../views/standing/standing.ts';
import { themes } from '../views/themes.ts';
import type { TrajectoryOptions } from '../views/trajectory/points.ts';
import { trajectory } from '../views/trajectory/trajectory.ts';

export interface DueQuestion extends DueOptions {
  /** Other rules than those in force: what if. */
  readonly policy?: Policy | undefined;
}

/** Every question that can be asked once, at any two dates. Each answer carries the ids of the events behind it. */
export interface Questions {
  /** Coordinates of a question: `asOf` alone sets both axes, `knownAt` moves the second alone, neither means today. */
  coordinates(dates?: Dates): Coordinates;
  standing(authority: string, dates?: Dates): Promise<Standing>;
  trajectory(authority: string, dates?: Dates, options?: TrajectoryOptions): Promise<Trajectory>;
  due(dates?: Dates, options?: DueQuestion): Promise<readonly DueRow[]>;
  /** Who moves between the policy in force and another. */
  compareDue(policy: Policy, dates?: Dates, options?: DueQuestion): Promise<readonly DueMove[]>;
  picture(dates?: Dates, options?: PictureOptions): Promise<Picture>;
  list(dates?: Dates, options?: ListOptions): Promise<readonly ListedAuthority[]>;
  board(dates?: Dates, options?: Omit<BoardOptions, 'due'>): Promise<readonly BoardRow[]>;
  activity(
    authority: string,
    dates?: Dates,
    options?: Pick<ActivityOptions, 'since'>,
  ): Promise<ActivityView>;
  findings(dates?: Dates, options?: FindingOptions): Promise<readonly FindingTopic[]>;
  leadership(
    authority: string,
    dates?: Dates,
    options?: LeadershipOptions,
  ): Promise<LeadershipHistory>;
  themes(authority: string, dates?: Dates): Promise<Themes>;
  interventions(authority: string, dates?: Dates): Promise<InterventionsHistory>;
  commitments(dates?: Dates, options?: CommitmentOptions): Promise<readonly Commitment[]>;
  coverage(dates?: Dates): Promise<readonly CoverageSpan[]>;
  history(authority: string, dates?: Dates): Promise<readonly HistoryEntry[]>;
  explain(authority: string, question: Explained, dates?: Dates): Promise<Explanation>;
  /** What became known between two days, of one authority or of all, and which answers it changed. */
  diff(
    from: string,
    to: string,
    options?: {
      readonly authority?: string | undefined;
      /** Asks both ends about this day; without it each asks about its own. */
      readonly asOf?: string | undefined;
      readonly recordedAt?: string | undefined;
    },
  ): Promise<Diff>;
  /** The record in the order in which it became known, with the changes that each event caused. */
  replay(range?: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly authority?: string | undefined;
  }): Promise<Iterable<ReplayStep>>;
  reconcile(
    snapshot: string,
    dates?: Dates,
    options?: { readonly count?: 'authorities' | 'reports' | undefined },
  ): Promise<Reconciliation>;
}

export interface QuestionOptions {
  readonly context: ViewContext;
  readonly policy: Policy;
  readonly records: RecordSource;
  readonly today: () => EpochDay;
}

export function createQuestions({ context, policy, records, today }: QuestionOptions): Questions {
  const { directory, nameOf } = context;

  const at = (dates: Dates = {}): Coordinates => coordinatesOf(dates, today());
  const keyOf = (authority: string, asOf?: EpochDay): AuthorityKey =>
    authority === england ? england : directory.resolve(authority, { asOf }).key;
  const one = (authority: string, { asOf }: Coordinates) => records.get(keyOf(authority, asOf));
  const all = (): Promise<Records> => records.all();

  const answering = async (): Promise<AnswersContext> => ({
    ...context,
    policy,
    national: await records.get(england),
  });

  async function dueRows(
    coordinates: Coordinates,
    options: DueQuestion,
  ): Promise<readonly DueRow[]> {
    const { authority, policy: rules = policy, ...others } = options;
    if (authority === undefined) return due(await all(), coordinates, rules, directory, others);
    const national = await records.get(england);
    const record = await one(authority, coordinates);
    return dueOf(record, coordinates, { policy: rules, directory, national }, others);
  }

  return {
    coordinates: at,
    standing: async (authority, dates) =>
      standing(await one(authority, at(dates)), at(dates), context),
    trajectory: async (authority, dates, options) =>
      trajectory(await one(authority, at(dates)), at(dates), context, options),
    due: (dates, options = {}) => dueRows(at(dates), options),
    async compareDue(other, dates, options = {}) {
      const now = await dueRows(at(dates), options);
      return compareDue(now, await dueRows(at(dates), { ...options, policy: other }));
    },
    async picture(dates, options = {}) {
      const known = await all();
      const against = compareWithPublished(known, at(dates), options, directory);
      return {
        ...picture(known, at(dates), options, directory),
        ...(against.length > 0 ? { againstPublished: against } : {}),
      };
    },
    list: async (dates, options) => list(await all(), at(dates), context, options),
    async board(dates, options) {
      const asked = { authority: options?.authority, region: options?.region };
      const rows = Map.groupBy(await dueRows(at(dates), asked), (row) => row.authority.key);
      const dueOf = (authority: AuthorityKey) => rows.get(authority) ?? [];
      return board(await all(), at(dates), context, { ...options, due: dueOf });
    },
    async activity(authority, dates, options) {
      const national = await records.get(england);
      const record = await one(authority, at(dates));
      return activity(record, at(dates), context, { ...options, national });
    },
    findings: async (dates, options) => findings(await all(), at(dates), context, options),
    leadership: async (authority, dates, options) =>
      leadershipHistory(await one(authority, at(dates)), at(dates), context, options),
    themes: async (authority, dates) => themes(await one(authority, at(dates)), at(dates), context),
    interventions: async (authority, dates) =>
      interventionsHistory(await one(authority, at(dates)), at(dates), context),
    commitments: async (dates, options) => commitments(await all(), at(dates), context, options),
    coverage: async (dates) => coverage(await records.get(england), at(dates)),
    async history(authority, dates) {
      const record = await one(authority, at(dates));
      const ties = directory.predecessors(record.authority);
      const predecessors = await Promise.all(ties.map(({ key }) => records.get(key)));
      return history(record, at(dates), { predecessors, nameOf });
    },
    async explain(authority, question, dates) {
      const rows = question === 'due' ? await dueRows(at(dates), { authority }) : [];
      const named = rows.flatMap((row) =>
        row.rule === null
          ? []
          : [{ ...row, rule: row.rule, version: row.version ?? '', source: row.source?.title }],
      );
      return explain(await one(authority, at(dates)), at(dates), context, question, named);
    },
    async diff(from, to, { authority, asOf, recordedAt } = {}) {
      const day = asOf === undefined ? undefined : epochDay(asOf);
      const of =
        authority === undefined ? (await all()).values() : [await records.get(keyOf(authority))];
      const answers = await answering();
      return diff(of, epochDay(from), epochDay(to), answers, { asOf: day, recordedAt });
    },
    async replay({ from, to, authority } = {}) {
      const of =
        authority === undefined ? (await all()).values() : [await records.get(keyOf(authority))];
      return replay(of, await answering(), {
        ...(from === undefined ? {} : { from: epochDay(from) }),
        ...(to === undefined ? {} : { to: epochDay(to) }),
      });
    },
    async reconcile(snapshot, dates, { count } = {}) {
      const other =
        dates?.asOf === undefined && dates?.knownAt === undefined ? undefined : at(dates);
      return reconcile(await all(), snapshot, directory, {
        ...(other ? { coordinates: other } : {}),
        ...(count ? { count } : {}),
      });
    },
  };
}
