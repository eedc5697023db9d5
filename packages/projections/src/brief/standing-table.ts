import {
  type Area,
  areaLabels,
  areas,
  codeWords,
  gradeLabels,
  gradeRank,
  isGradeOrNot,
} from '@monitoring-timeline/core';
import type { AreaGrade } from '../answers/standing.ts';
import type { Today, TodayAuthority, TodayChange } from '../answers/today.ts';
import type { BriefCell, BriefSection } from './document.ts';
import { capital, counted, section, shortDate, text } from './parts.ts';
import type { Citations } from './sources.ts';

/** Areas with a column of their own; more only where somebody is graded in them. */
const always: readonly Area[] = [
  'overall',
  'leadership',
  'help_and_protection',
  'children_in_care',
  'care_leavers',
];

/** The grades in force as a table, an authority a row. */
export function standing(today: Today, cite: Citations): BriefSection {
  const { authorities } = today;
  if (authorities.length === 0) {
    return section('standing', 'Where each stands', [
      text('No authority was asked about that exists today.'),
    ]);
  }
  const columns = areas.filter(
    (area) => always.includes(area) || authorities.some((one) => gradeOf(one, area)),
  );
  const moves = movesOf(today.changes);
  const rows = authorities.map((one): readonly BriefCell[] => [
    { text: one.authority.name, sources: cite.of(one.report?.evidence.slice(0, 1) ?? []) },
    ...columns.map((area) => gradeCell(one, area, moves)),
    { text: one.report ? reportText(one.report) : 'No graded report on record' },
  ]);
  const joined = authorities.some((one) =>
    Object.values(one.areas).some(({ covers }) => (covers?.length ?? 0) > 1),
  );
  const carried = authorities.some((one) => areas.some((area) => gradeOf(one, area)?.carriedOver));
  const unreported = authorities.some(({ overall }) => overall?.grade === 'not_reported');
  const notes = [
    'Marks: ●●●● outstanding, ●●●○ good, ●●○○ requires improvement, ●○○○ inadequate; ↑ up, ↓ down since then.',
    ...(unreported ? ['“Not reported”: the report gives no such grade, and none is made up.'] : []),
    ...(joined
      ? ['“Joint”: one grade was given to children in care and care leavers together.']
      : []),
    ...(carried
      ? ['“Earlier”: from a report before the latest, which did not judge the area.']
      : []),
  ];
  return section('standing', 'Where each stands', [
    {
      kind: 'table',
      caption: 'Grades in force by authority and area',
      columns: [
        { head: 'Authority', weight: 17 },
        ...columns.map((area) => ({
          head: area === 'overall' ? 'Overall' : areaLabels[area],
          weight: 14,
        })),
        { head: 'Report', weight: 13 },
      ],
      rows,
    },
    text(notes.join(' ')),
  ]);
}

/** In place of a table that nobody would read: how many, and where they stand. */
export function manyStand({ authorities }: Today): BriefSection {
  const count = (wanted: (one: TodayAuthority) => boolean) => authorities.filter(wanted).length;
  const inadequate = count((one) => one.inadequateAreas.length > 0);
  return section('standing', 'Where each stands', [
    text(
      `${counted(authorities.length, 'authority', 'authorities')}, ${inadequate} of them inadequate in some area: \`board\` has one row for each, and a region has its table here.`,
    ),
  ]);
}

function gradeOf({ overall, areas: own }: TodayAuthority, area: Area): AreaGrade | undefined {
  if (area === 'overall') return overall ?? undefined;
  return own[area] ?? Object.values(own).find(({ covers }) => covers?.includes(area));
}

const ranks = 4;

function gradeCell(of: TodayAuthority, area: Area, moves: ReadonlyMap<string, Move>): BriefCell {
  const found = gradeOf(of, area);
  if (!found) return { text: 'No grade' };
  const { grade, covers, carriedOver } = found;
  const rank = isGradeOrNot(grade) ? gradeRank(grade) : undefined;
  const move = moves.get(`${of.authority.key} ${area}`);
  const notes = [
    ...((covers?.length ?? 0) > 1 ? ['joint'] : []),
    ...(carriedOver ? ['earlier'] : []),
  ];
  const words = `${gradeText(grade)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  const marks = rank === undefined ? '' : `${'●'.repeat(rank)}${'○'.repeat(ranks - rank)}`;
  const from = move?.before ? `, was ${gradeText(move.before).toLowerCase()}` : '';
  const arrow = move?.direction ? arrows[move.direction] : '';
  return { text: `${words}${from}`, mark: `${marks}${arrow}` || undefined };
}

const arrows = { up: ' ↑', down: ' ↓' } as const;

type Move = TodayChange['moved'][number];

/** Grades that moved, by authority and area. */
function movesOf(changes: readonly TodayChange[]): ReadonlyMap<string, Move> {
  return new Map(
    changes.flatMap(({ authority, moved }) =>
      moved.map((move) => [`${authority.key} ${move.area}`, move] as const),
    ),
  );
}

function gradeText(grade: string): string {
  if (grade === 'requires_improvement') return 'Requires improvement';
  return isGradeOrNot(grade) ? gradeLabels[grade] : capital(codeWords(grade));
}

function reportText({
  framework,
  version,
  published,
}: NonNullable<TodayAuthority['report']>): string {
  const name = [framework, version === framework ? null : version].filter(Boolean).join(' ');
  return `${name ? `${codeWords(name)}, ` : ''}${shortDate(published)}`;
}
