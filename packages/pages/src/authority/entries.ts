import { frameworkVersions, gradeLabels, isGrade, visitLabels } from '@monitoring-timeline/core';
import type {
  ActivityShown,
  ActivityView,
  InterventionsHistory,
  LeadershipHistory,
  Told,
  Trajectory,
} from '@monitoring-timeline/projections';
import { dayOn, lastDayOn } from '../drawing/days.ts';
import { dateText, spanText } from '../words/dates.ts';
import { capital, counted, plain } from '../words/texts.ts';
import { toldText } from '../words/told.ts';

/** What a lane of the timeline holds. */
export type Lane = 'inspections' | 'visits' | 'leadership' | 'interventions';

/** One thing on the timeline of an authority: to be drawn, and to be read. */
export interface Entry {
  readonly lane: Lane;
  readonly name: string;
  /** When, in words. */
  readonly when: string;
  /** What else is to be said. */
  readonly says: string;
  /** Days, for a drawing. */
  readonly from: number;
  /** Up to here sources tell of it. */
  readonly to: number;
  /** Publication, or up to when nothing says that it ended; undefined where it ended, or nothing was published. */
  readonly until: number | undefined;
  /** The printed overall of an inspection. */
  readonly grade: string | undefined;
  /** True where a letter names areas for priority action. */
  readonly urgent: boolean;
}

/** Everything that has a place in time, the earliest first. */
export function entriesOf(
  activity: ActivityView,
  leadership: LeadershipHistory,
  interventions: InterventionsHistory,
  trajectory: Trajectory,
  asOf: number,
): readonly Entry[] {
  const entries = [
    ...activity.activities.flatMap((one) => contactOf(one, trajectory)),
    ...leadership.tenures.flatMap((one) => {
      const role =
        one.role === 'dcs' ? 'Director of children’s services' : capital(plain(one.role));
      const begun = one.from ?? one.seen?.first ?? one.appointed;
      return lasting(
        'leadership',
        `${role}: ${one.person ?? 'not named'}`,
        begun,
        one.to ?? one.seen?.last,
        one,
        asOf,
      );
    }),
    ...interventions.history.flatMap((one) => {
      const name = one.title ?? plain(one.instrument);
      const who = one.person === null ? '' : ` (${one.person})`;
      return lasting('interventions', capital(`${name}${who}`), one.from, one.to, one, asOf);
    }),
  ];
  return entries.sort((a, b) => a.from - b.from || (a.name < b.name ? -1 : 1));
}

/** How an inspection or a visit is called. */
export function activityName({ activity, kind, framework, sequence }: ActivityShown): string {
  if (activity === 'visit') {
    const name = (visitLabels as Readonly<Record<string, string>>)[kind ?? ''] ?? 'Visit';
    return sequence === null ? name : `${name} ${sequence}`;
  }
  return capital(
    [framework === null ? '' : plain(framework), kind === null ? '' : plain(kind), 'inspection']
      .filter(Boolean)
      .join(' '),
  );
}

function contactOf(one: ActivityShown, { overall }: Trajectory): readonly Entry[] {
  const { activity, start, end, published, priorityAction } = one;
  const first = start ?? end ?? published;
  if (first === null) return [];
  const grade = overall?.points.find((point) => point.published === published)?.grade;
  const isGraded = activity === 'inspection' && grade !== undefined && isGrade(grade);
  const [to, out] = [end ?? start ?? first, published === null ? undefined : lastDayOn(published)];
  const wait = out === undefined || end === null ? undefined : out - lastDayOn(end);
  const says = [
    published === null
      ? 'No publication on record'
      : `Published on ${dateText(published)}${wait === undefined || wait < 0 ? '' : `, ${counted(wait, 'day')} after the last day on site`}`,
    isGraded ? `Overall effectiveness: ${gradeLabels[grade].toLowerCase()}` : '',
    priorityAction === true ? 'Its letter names areas for priority action' : '',
  ];
  return [
    {
      lane: activity === 'inspection' ? 'inspections' : 'visits',
      name: activityName(one),
      when: start === null && end === null ? 'Days on site not on record' : spanText(start, end),
      says: `${says.filter(Boolean).join('. ')}.`,
      from: dayOn(first),
      to: lastDayOn(to),
      until: out,
      grade: isGraded ? grade : undefined,
      urgent: priorityAction === true,
    },
  ];
}

/** What lasts is told of from a day to a day; whether it went on after that, silence does not say. */
function lasting(
  lane: Lane,
  name: string,
  begun: string | null | undefined,
  ended: string | null | undefined,
  told: Told,
  asOf: number,
): readonly Entry[] {
  const first = begun ?? told.lastTold?.date ?? ended;
  if (!first) return [];
  const from = dayOn(first);
  const last = Math.max(from, lastDayOn(ended ?? told.lastTold?.date ?? first));
  const isSilent = told.state === 'told_now' || told.state === 'last_told';
  return [
    {
      lane,
      name,
      when: ended ? spanText(begun ?? null, ended) : `From ${dateText(first)}`,
      says: `${capital(toldText(told, begun ?? null))}.`,
      from,
      to: Math.min(last, asOf),
      until: isSilent ? asOf : undefined,
      grade: undefined,
      urgent: false,
    },
  ];
}

/** Frameworks under which reports were given, each with the days from which and to which it was in use. */
export function frameworksOf(
  asOf: number,
): readonly { readonly name: string; from: number; to: number }[] {
  const ranges = Map.groupBy(
    frameworkVersions.filter(({ graded, from }) => graded && from !== undefined),
    ({ code }) => code,
  );
  return [...ranges].map(([code, versions]) => ({
    name: plain(code),
    from: Math.min(...versions.map(({ from }) => dayOn(from!))),
    to: Math.min(
      asOf,
      Math.max(...versions.map(({ to }) => (to === undefined ? asOf : lastDayOn(to)))),
    ),
  }));
}
