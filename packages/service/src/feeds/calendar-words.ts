import type { DueRow, Policy } from '@monitoring-timeline/projections';
import type { CalendarClock } from './calendar-clock.ts';

/** What of a clock an entry shows. */
export type Part = 'window' | 'opens' | 'due' | 'past';

const activities: Readonly<Record<DueRow['activity'], string>> = {
  graded_inspection: 'inspection',
  monitoring_visit: 'monitoring visit',
  focused_visit: 'focused visit',
  jtai: 'joint targeted area inspection',
  area_send: 'area SEND inspection',
  action_statement: 'statement',
  inspection_report: 'inspection report',
  engagement: 'annual engagement meeting',
  intervention_review: 'review of the intervention',
};

/** What is owed, as an entry calls it: by the rule that it follows, else by its activity. */
export function owedIn(
  { rules }: Pick<Policy, 'rules'>,
  { rule, version, activity }: Pick<DueRow, 'rule' | 'version' | 'activity'>,
): string {
  const followed = rules.find((one) => one.id === rule && one.version === version);
  return followed?.owed ?? activities[activity];
}

const bases: Readonly<Record<NonNullable<DueRow['basis']>, string>> = {
  statutory: 'Statutory.',
  usual: 'Usual practice, not law.',
  observed: 'Observed from past waits; no rule says so.',
};

/** Why a day may turn out to be another; empty where a law and a known day make it sure. */
export function doubtsOf({ basis, anchor, verified }: DueRow): readonly string[] {
  return [
    ...(basis === 'statutory' ? [] : ['not confirmed']),
    ...(anchor?.assumed ? ['counted from an assumed day'] : []),
    ...(anchor && !anchor.exact ? ['counted from a day that is not known exactly'] : []),
    ...(basis === 'statutory' && !verified ? ['rule not confirmed'] : []),
  ];
}

/** The title of an entry. What is not sure says so here, since many programs show nothing else. */
export function summaryOf({ row, owed, ended }: CalendarClock, part: Part): string {
  const { authority, basis, opens, closes, status } = row;
  const hasWindow = opens !== null || closes !== null;
  const unknown = status === 'not_known' ? ', not known whether done' : '';
  const point = {
    window: 'window',
    opens: 'window opens',
    due: hasWindow ? 'usual point' : 'due',
    past: `past the ${hasWindow ? 'window' : 'day'}${unknown}`,
  };
  const lead = ended === undefined ? '' : ended === 'met' ? 'Done: ' : 'Ended: ';
  const surely = [...(basis === null ? [] : [basis]), ...doubtsOf(row)].join(', ');
  return `${lead}${authority.name}: ${owed}, ${point[part]}${surely === '' ? '' : ` (${surely})`}`;
}

const after: Readonly<Record<'met' | 'followed', string>> = {
  met: 'This is done.',
  followed: 'A later inspection or visit has ended this wait. What stood here before it came:',
};

/** What an entry says beside its title: why the day is this one, how surely, by which rule. Whose data it is stands once, in the calendar. */
export function descriptionOf({ row, ended }: CalendarClock): string {
  const { explanation, basis, source, label, version, owedBy } = row;
  const whose =
    owedBy === 'inspectorate'
      ? 'It is for the inspectorate to act, and its days are not announced.'
      : `It is for the ${owedBy} to act.`;
  return [
    ...(ended === undefined ? [] : [after[ended]]),
    explanation,
    `${basis ? bases[basis] : ''} ${whose}`.trim(),
    `Rule: ${label} (version ${version}).${source ? ` Source: ${source.title}${source.url ? `, ${source.url}` : ''}.` : ''}`,
  ].join('\n\n');
}
