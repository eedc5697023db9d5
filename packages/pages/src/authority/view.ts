import {
  type Area,
  areaLabels,
  areas,
  codeWords,
  epochDay,
  visitLabels,
} from '@monitoring-timeline/core';
import type {
  ActivityView,
  AreaGrade,
  DueRow,
  InterventionsHistory,
  LeadershipHistory,
  Standing,
  Themes,
  Trajectory,
} from '@monitoring-timeline/projections';
import { type Links, withQuery } from '../links/links.ts';
import { whyAddress } from '../links/why.ts';
import type { Shown } from '../page/page.ts';
import { clockShown } from '../words/clocks.ts';
import { dateText, onSiteText, spanText } from '../words/dates.ts';
import { gradeShown, gradeText } from '../words/grades.ts';
import { capital, counted } from '../words/texts.ts';
import { toldText } from '../words/told.ts';
import { roleName } from './timeline/lasting.ts';
import type { EventTold } from './timeline/listed.ts';
import type { PeriodWords } from './timeline/period.ts';
import { timelineView } from './timeline/view.ts';

/** The answers that the page of an authority is made of, all at the same days. */
export interface AuthorityAnswers {
  readonly standing: Standing;
  readonly trajectory: Trajectory;
  readonly due: readonly DueRow[];
  readonly themes: Themes;
  readonly activity: ActivityView;
  readonly leadership: LeadershipHistory;
  readonly interventions: InterventionsHistory;
  readonly history: readonly EventTold[];
  /** What inspectors did at the authorities before it. */
  readonly before: readonly { readonly name: string; readonly activity: ActivityView }[];
}

/** Where it is said why a part of an answer is so. */
type Why = (question: string, part?: string) => string;

const statuses: Readonly<Record<Standing['status'], string>> = {
  graded: '',
  not_inspected: 'No graded report of this authority is on record by this day.',
  abolished: 'This authority had been abolished by this day.',
  not_established: 'This authority did not exist yet on this day.',
};

/** @throws WrongCall where the days to be shown are none */
export function authorityView(answers: AuthorityAnswers, period: PeriodWords, links: Links): Shown {
  const { standing, trajectory, due, themes } = answers;
  const { authority, report, interventions, interventionExpected, delivery } = standing;
  const day = epochDay(standing.asOf);
  const address = `/authorities/${authority.key}`;
  const why: Why = (question, part) => whyAddress(links, authority.key, question, part);
  const api = (question: string) => links.to(`/api${address}/${question}`);
  return {
    title: authority.name,
    model: {
      facts: [
        authority.region ?? '',
        authority.urn === null ? '' : `URN ${authority.urn}`,
        authority.ons === null ? '' : `ONS ${authority.ons}`,
      ].filter(Boolean),
      status: statuses[standing.status],
      relatives: [
        ...relativesOf(
          'Before it: ',
          'Its grades are context: a successor inherits none.',
          standing.predecessors,
          links,
        ),
        ...relativesOf('After it: ', 'It inherits no grade.', standing.successors, links),
      ],
      report: report && reportText(report),
      grades: gradesOf(standing, trajectory, why),
      uncertain: standing.uncertain,
      awaited: standing.awaitingReport.map(({ framework, start, end, because }) => ({
        text: `${codeWords(framework ?? 'graded')} inspection of ${spanText(start, end)}: no report of it is on record.`,
        why: why('standing', because[0]),
      })),
      urgent: standing.priorityActions.map((visit) => ({
        text: `${visit.kind === null ? 'Visit' : visitLabels[visit.kind]} of ${onSiteText(visit)}${visit.topic ? `, on ${codeWords(visit.topic)}` : ''}: its letter names areas for priority action.`,
        why: why('activity', visit.because[0]),
      })),
      direction: directionText(trajectory),
      label: trajectory.summary.label,
      dueRows: due.map((row) => ({ ...clockShown(row, links), explanation: row.explanation })),
      timeline: timelineView(
        { ...answers, words: period, asOf: day, asOfText: standing.asOf, address },
        links,
      ),
      posts: [
        ...postsOf(standing.leadership, 'in post', why),
        ...postsOf(standing.lastKnown, 'last known in post', why),
      ],
      interventions: interventions.map((one) => ({
        instrument: one.instrument,
        name: one.title ?? capital(codeWords(one.instrument)),
        person: one.person,
        told: capital(toldText(one, one.since)),
        why: why('interventions', one.because[0]),
      })),
      interventionsNote: standing.interventionsNote,
      expected: interventionExpected && `Expected and not on record: ${interventionExpected.why}.`,
      delivery: deliveryText(delivery),
      themes: themes.themes.map((one) => ({
        theme: one.theme,
        topic: capital(one.topic),
        status: capital(codeWords(one.status)),
        occasions: counted(one.occasions, 'occasion'),
        told: capital(toldText(one, null)),
        by: codeWords(one.assertedBy),
        why: why('themes', one.because[0]),
      })),
      speaksOf: `Of ${counted(themes.speaksOf.gradedReports, 'graded report')} on record; most sources list grades alone.`,
      why: {
        standing: why('standing'),
        trajectory: why('trajectory'),
        due: why('due'),
        interventions: why('interventions'),
        leadership: why('leadership'),
        themes: why('themes'),
      },
      beside: {
        time: links.to(`${address}/time`),
        compare: links.to('/compare', { authorities: authority.key }),
        learned: links.to('/learned', { authority: authority.key }),
      },
      other: {
        brief: links.to('/brief', { authority: authority.key }),
        standing: api('standing'),
        history: api('history.csv'),
        trajectory: api('trajectory'),
        told: withQuery('/subscriptions', { authority: authority.key }),
      },
    },
  };
}

function relativesOf(lead: string, note: string, some: Standing['successors'], links: Links) {
  return some.map(({ key, name, on }) => ({
    lead,
    note,
    name,
    href: links.to(`/authorities/${key}`),
    on: on === null ? '' : `, on ${dateText(on)}`,
  }));
}

function reportText(report: NonNullable<Standing['report']>): string {
  const { framework, version, kind, published, lag } = report;
  const name = [
    framework === null ? '' : codeWords(framework),
    version === framework ? '' : version,
    kind,
  ]
    .filter(Boolean)
    .join(' ');
  const wait =
    lag === null
      ? ''
      : `, ${lag.workingDays === null ? counted(lag.calendarDays, 'day') : counted(lag.workingDays, 'working day')} after the last day on site`;
  return `The latest graded report: ${name || 'report'}, inspection of ${onSiteText(report)}, published on ${dateText(published)}${wait}.`;
}

/** Grades in force, the overall first, each with how it came about. */
function gradesOf(standing: Standing, trajectory: Trajectory, why: Why) {
  const all = { ...standing.areas, ...(standing.overall ? { overall: standing.overall } : {}) };
  return areas.flatMap((area) => {
    const own = all[area];
    if (!own) return [];
    const went = area === 'overall' ? trajectory.overall : trajectory.areas[area];
    return [
      {
        area,
        label: areaLabels[area],
        printed: own.label === areaLabels[area] ? null : own.label,
        grade: gradeShown(own.grade),
        since: own.since === null ? '' : dateText(own.since),
        published: own.published === null ? '' : dateText(own.published),
        day: own.published ?? '',
        direction: went ? capital(codeWords(went.direction)) : '',
        before: (went?.points ?? []).map(
          (point) => `${gradeText(point.grade)} (${dateText(point.published)})`,
        ),
        notes: notesOf(own),
        why: why('standing', partOf(area)),
        whyDirection: went ? why('trajectory', partOf(area)) : undefined,
      },
    ];
  });
}

/** How an explanation calls an area. */
function partOf(area: Area): string {
  return area === 'overall' ? area : `areas.${area}`;
}

function notesOf({
  covers,
  carriedOver,
  sinceCrossesFramework,
  strand,
}: AreaGrade): readonly string[] {
  return [
    ...((covers?.length ?? 0) > 1
      ? ['One grade for children in care and care leavers together.']
      : []),
    ...(carriedOver ? ['From a report before the latest, which did not judge the area.'] : []),
    ...(sinceCrossesFramework ? ['The run reaches back into an earlier framework.'] : []),
    ...(strand ? [`Of ${codeWords(strand)} alone.`] : []),
  ];
}

function directionText({ summary }: Trajectory): string {
  const { label, improved, declined, from, to } = summary;
  const named = (lead: string, some: typeof improved) =>
    some.length === 0 ? '' : ` ${lead} ${some.map((area) => areaLabels[area]).join(', ')}.`;
  const between =
    from !== null && to !== null ? ` between ${dateText(from)} and ${dateText(to)}` : '';
  return `${capital(codeWords(label))}${between}.${named('Up:', improved)}${named('Down:', declined)}`;
}

function postsOf(holders: Standing['leadership'] | Standing['lastKnown'], how: string, why: Why) {
  return Object.entries(holders).flatMap(([role, holder]) =>
    holder
      ? [
          {
            code: role,
            role: roleName(role),
            person: holder.person ?? 'Not named',
            title: holder.title ?? '',
            how,
            status: codeWords(holder.status),
            told: toldText(holder, holder.since),
            why: why('leadership', holder.because[0]),
          },
        ]
      : [],
  );
}

function deliveryText(delivery: Standing['delivery']): string {
  if (delivery.form === 'not_known')
    return 'No source on record says through whom services are delivered.';
  const who = delivery.provider ?? 'A provider that is not named';
  return `Services are delivered by ${who} (${codeWords(delivery.form)}): ${toldText(delivery, delivery.since)}.`;
}
