import {
  type Area,
  areaLabels,
  areas,
  codeWords,
  type GradeOrNot,
  gradeLabels,
  visitLabels,
} from '@monitoring-timeline/core';
import type { ActivityShown, ActivityTold } from '@monitoring-timeline/projections';
import { dayOn, lastDayOn } from '../../drawing/days.ts';
import { dateText, onSiteText } from '../../words/dates.ts';
import { capital, counted, frameworkName } from '../../words/texts.ts';
import { type Entry, entryId, type Lane } from './entry.ts';

/** Names of visits where there is little room. */
const shortVisits: Readonly<Record<string, string>> = {
  monitoring: 'Monitoring',
  focused: 'Focused',
  jtai: 'JTAI',
  joint_area_review: 'Joint review',
  lscb_review: 'Board review',
  assurance: 'Assurance',
  area_send: 'Area SEND',
};

/** An inspection or a visit, done or announced, as one entry; nothing where no day of it is on record. */
export function contactOf(
  one: ActivityShown | ActivityTold,
  announced: boolean,
  lane: Lane = one.activity === 'inspection' ? 'inspections' : 'visits',
): readonly Entry[] {
  const { start, end, published, priorityAction, because } = one;
  if ((start ?? end ?? published) === null) return [];
  const first = start ?? end;
  const out = published === null ? undefined : lastDayOn(published);
  const grades = 'grades' in one ? one.grades : {};
  const graded = gradedOf(grades);
  const says = [
    announced ? 'Announced for a later day' : publishedText(one, out),
    graded ? `Its grade: ${graded.text.toLowerCase()}` : '',
    priorityAction === true ? 'Its letter names areas for priority action' : '',
  ];
  return [
    {
      id: entryId(lane, because),
      lane,
      name: contactName(one),
      short: shortName(one),
      when:
        first === null
          ? `Days on site not on record; published on ${dateText(published)}`
          : onSiteText(one),
      says: `${says.filter(Boolean).join('. ')}.`,
      facts: [
        ...areas.flatMap((area) => {
          const grade = grades[area];
          return grade === undefined
            ? []
            : [`${areaLabels[area]}: ${gradeLabels[grade].toLowerCase()}`];
        }),
        `Told of by ${one.toldBy.join(', ')}`,
      ],
      span:
        first === null ? undefined : { from: dayOn(first), to: lastDayOn(end ?? start ?? first) },
      published: out,
      silentTo: undefined,
      graded,
      urgent: priorityAction === true,
      disagreements: 'disagreements' in one ? one.disagreements : [],
      because,
      asks: 'activity',
    },
  ];
}

/** How an inspection or a visit is called. */
function contactName({ activity, kind, framework, sequence }: ActivityShown): string {
  if (activity === 'visit') {
    const name = (visitLabels as Readonly<Record<string, string>>)[kind ?? ''] ?? 'Visit';
    return sequence === null ? name : `${name} ${sequence}`;
  }
  return capital(
    [
      framework === null ? '' : frameworkName(framework),
      kind === null ? '' : codeWords(kind),
      'inspection',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

function shortName({ activity, kind, framework, sequence }: ActivityShown): string {
  if (activity === 'inspection')
    return framework === null ? 'Inspection' : frameworkName(framework);
  const name = shortVisits[kind ?? ''] ?? 'Visit';
  return sequence === null ? name : `${name} ${sequence}`;
}

/** The overall grade; where there is none, the grade of the one area that was judged. */
function gradedOf(grades: Partial<Record<Area, GradeOrNot>>): Entry['graded'] {
  const given = areas.filter((area) => grades[area] !== undefined);
  const [area] = given;
  if (area === undefined) return undefined;
  const grade = grades[area]!;
  if (area === 'overall') return { grade, text: gradeLabels[grade] };
  if (given.length > 1) return { grade: undefined, text: 'No overall grade' };
  return { grade, text: `${gradeLabels[grade]}, ${areaLabels[area].toLowerCase()}` };
}

function publishedText({ published, start, end }: ActivityShown, out: number | undefined): string {
  if (out === undefined) return 'No report or letter of it is on record';
  const wait = end === null ? undefined : out - lastDayOn(end);
  const after =
    wait === undefined || wait < 0 ? '' : `, ${counted(wait, 'day')} after the last day on site`;
  return start === null && end === null && after === ''
    ? 'When inspectors came is not on record'
    : `Published on ${dateText(published)}${after}`;
}
