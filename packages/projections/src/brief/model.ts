import {
  type Area,
  areaLabels,
  areas,
  formatPartialDate,
  gradeLabels,
  gradeRank,
  isGradeOrNot,
  parsePartialDate,
  visitLabels,
} from '@monitoring-timeline/core';
import type { DueRow } from '../answers/due.ts';
import type { AreaGrade } from '../answers/standing.ts';
import type { Today, TodayAuthority, TodayChange } from '../answers/today.ts';
import { attributionText } from '../asking/attribution.ts';
import { basisWords } from '../notices/notice-words.ts';
import { waitedFor } from '../policy/england-children/waited-for.ts';
import { instrumentName, toldWords } from '../views/told/told-words.ts';
import type {
  Brief,
  BriefCell,
  BriefItem,
  BriefPart,
  BriefSection,
  BriefTopic,
  CitedText,
} from './document.ts';
import { Citations } from './sources.ts';

/**
 * The answer to `today` as one page for a meeting. `where` names whom it is about: a region, authorities, or England. Of more
 * than `most` authorities no table of grades is made.
 */
export function briefOf(today: Today, where: string, most = Number.POSITIVE_INFINITY): Brief {
  const cite = new Citations();
  const sections = [
    changed(today, cite),
    priorityActions(today, cite),
    today.authorities.length > most ? manyStand(today) : standing(today, cite),
    clocks(today, cite),
    interventions(today, cite),
    unknown(today),
  ];
  return {
    title: `${where}: what changed since ${dateText(today.since)}`,
    lead: leadOf(today),
    sections,
    sources: cite.sources,
    attribution: attributionText,
  };
}

function leadOf({ asOf, knownAt, recordedAt, recordTo, authorities }: Today): readonly string[] {
  const known = knownAt === asOf ? '' : `, as known on ${dateText(knownAt)}`;
  const held = recordedAt === undefined ? '' : `, as this store held it at ${recordedAt}`;
  const end = recordTo.graded_inspection;
  return [
    `As of ${dateText(asOf)}${known}${held}. ${counted(authorities.length, 'authority', 'authorities')}, alphabetical: nobody is ranked.`,
    end
      ? `The record of graded inspections ends on ${dateText(end)}: what came out later is not in it.`
      : 'No source on record says how far it reaches: what is missing here may have happened.',
  ];
}

function changed({ changes, since }: Today, cite: Citations): BriefSection {
  const groups = Map.groupBy(changes, ({ authority }) => authority.key);
  const items = [...groups.values()].map((some): BriefItem => {
    const whys = new Set<string>();
    return {
      lead: some[0]!.authority.name,
      texts: some.map((change) => changeText(change, whys, cite)),
    };
  });
  return section('changed', 'What changed, and why', [
    listOr(items, `Nothing on record changed an answer since ${dateText(since)}.`),
  ]);
}

/** Kinds whose sentences begin by themselves; before those of the others stands their headline. */
const beginsItself: ReadonlySet<TodayChange['kind']> = new Set([
  'PriorityAction',
  'StandingChanged',
  'InspectionAnnounced',
  'InspectionBegun',
  'InspectionPublished',
  'VisitLetterPublished',
  'MonitoringLetterPublished',
  'ReportExpected',
  'ReportPast',
  'WindowOpened',
  'BecameDue',
  'BecameOverdue',
  'PastNotKnown',
  'LeadershipChanged',
  'DeliveryChanged',
  'FactCorrected',
] as const);

/** Why it matters is said once of an authority. */
function changeText(change: TodayChange, whys: Set<string>, cite: Citations): CitedText {
  const { kind, title, text: said, why, authority, sources } = change;
  const headline = beginsItself.has(kind)
    ? ''
    : `${capital(title.slice(authority.name.length + 2))}. `;
  const again = why === null || whys.has(why);
  if (why !== null) whys.add(why);
  return {
    text: `${headline}${said}${again ? '' : ` ${why}`}`,
    sources: cite.of(sources.slice(0, sourcesCited)),
  };
}

/** Of each change so many places are cited: the answer itself names more. */
const sourcesCited = 2;

/** Where events are written, of what stands in an answer. */
function written({ sources }: Today, because: readonly string[]) {
  const ids = new Set<string>(because);
  return sources.filter(({ event }) => ids.has(event)).slice(0, sourcesCited);
}

function priorityActions(today: Today, cite: Citations): BriefSection {
  const items = today.authorities.flatMap(({ authority, priorityActions: visits }) =>
    visits.map((visit): BriefItem => {
      const { kind, sequence, start, end, published, letterDated, topic, because } = visit;
      const out = published
        ? `letter published on ${dateText(published)}`
        : `letter dated ${dateText(letterDated)}`;
      const about = topic ? `, on ${plain(topic)}` : '';
      const label = (visitLabels as Readonly<Record<string, string>>)[kind ?? ''] ?? 'Visit';
      return {
        lead: authority.name,
        texts: [
          {
            text: `${label}${sequence === null ? '' : ` ${sequence}`} of ${spanText(start, end)}${about}; ${out}. It names areas for priority action.`,
            sources: cite.of(written(today, because)),
          },
        ],
      };
    }),
  );
  const none = `No letter since the latest graded report names any, as far as the record goes: ${reachText(today, ['focused_visit', 'monitoring_visit'])}.`;
  return section('urgent', 'Areas for priority action', [listOr(items, none)]);
}

/** Areas with a column of their own; more only where somebody is graded in them. */
const always: readonly Area[] = [
  'overall',
  'leadership',
  'help_and_protection',
  'children_in_care',
  'care_leavers',
];

function standing(today: Today, cite: Citations): BriefSection {
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

function manyStand({ authorities }: Today): BriefSection {
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
  return isGradeOrNot(grade) ? gradeLabels[grade] : capital(plain(grade));
}

function reportText({
  framework,
  version,
  published,
}: NonNullable<TodayAuthority['report']>): string {
  const name = [framework, version === framework ? null : version].filter(Boolean).join(' ');
  return `${name ? `${plain(name)}, ` : ''}${shortDate(published)}`;
}

function clocks(today: Today, cite: Citations): BriefSection {
  const { authorities, awaited, past, soon, within } = today;
  const waits = authorities.flatMap(({ authority, awaitingReport }) =>
    awaitingReport.map(({ framework, start, end, because }): BriefItem => {
      const clock = awaited.find((row) => row.authority.key === authority.key);
      const usual = clock?.due
        ? ` A report is usual by ${dateText(clock.due)}${clock.closes ? `, and at the latest so far by ${dateText(clock.closes)}` : ''}.`
        : '';
      return {
        lead: authority.name,
        texts: [
          {
            text: `${plain(framework ?? 'graded')} inspection of ${spanText(start, end)}: no report of it is on record.${usual}`,
            sources: cite.of(written(today, because)),
          },
        ],
      };
    }),
  );
  const ahead = `within ${counted(within, 'month')}`;
  return section('coming', 'Awaited, past and due soon', [
    listOr(waits, 'Reports awaited: none that any source on record tells of.'),
    past.length === 0
      ? text('Past: no clock on record is past.')
      : clockTable('Clocks that are past, or past and not known', past),
    soon.length === 0
      ? text(`Due soon: nothing opens, falls due or closes ${ahead}.`)
      : clockTable(`What opens, falls due or closes ${ahead}`, soon),
  ]);
}

function clockTable(caption: string, rows: readonly DueRow[]): BriefPart {
  return {
    kind: 'table',
    caption,
    columns: [
      { head: 'Authority', weight: 16 },
      { head: 'Status', weight: 22 },
      { head: 'Days', weight: 24 },
      { head: 'By which rule', weight: 38 },
    ],
    rows: rows.map((row) => [
      { text: row.authority.name },
      { text: statusText(row) },
      { text: daysText(row) },
      {
        text: `${row.label ?? 'No rule says when'}${row.basis ? ` (${basisWords[row.basis] ?? row.basis})` : ''}`,
      },
    ]),
  };
}

const certainties: Readonly<Record<DueRow['certainty'], string>> = {
  certain: '',
  may_be_under_way: ', may be under way already',
  beyond_record: ', beyond what the record covers',
};

function statusText({ rule, activity, status, certainty, owedBy }: DueRow): string {
  const whose = owedBy === null || owedBy === 'inspectorate' ? '' : `, owed by the ${owedBy}`;
  const sure = status === 'due' || status === 'overdue' ? certainties[certainty] : '';
  const state =
    status === 'not_yet'
      ? ''
      : `: ${status === 'not_known' ? 'past, not known whether done' : plain(status)}${sure}`;
  return `${capital(waitedFor(rule) ?? plain(activity))}${state}${whose}`;
}

function daysText({ opens, due, closes }: DueRow): string {
  const days = [
    opens && `opens ${shortDate(opens)}`,
    due && `due ${shortDate(due)}`,
    closes && `closes ${shortDate(closes)}`,
  ].filter(Boolean);
  return capital(days.join(', '));
}

function interventions(today: Today, cite: Citations): BriefSection {
  const items = today.authorities.flatMap((one) => [
    ...one.interventions.map((each): BriefItem => {
      const { instrument, title, person, since, because } = each;
      const name = title ?? capital(instrumentName(instrument));
      const who = person === null ? '' : ` (${person})`;
      return {
        lead: one.authority.name,
        texts: [
          {
            text: `${name}${who}: ${toldWords(each, { begun: since })}.`,
            sources: cite.of(written(today, because)),
          },
        ],
      };
    }),
    ...(one.interventionExpected
      ? [
          {
            lead: one.authority.name,
            texts: [
              { text: `Expected and not on record: ${one.interventionExpected.why}.`, sources: [] },
            ],
          },
        ]
      : []),
  ]);
  return section('interventions', 'Interventions', [
    listOr(items, 'None that a source on record tells of as standing. Silence is no proof.'),
  ]);
}

const activityNames = {
  graded_inspection: 'graded inspections',
  focused_visit: 'focused visits',
  monitoring_visit: 'monitoring visits',
  jtai: 'joint targeted area inspections',
  area_send: 'area SEND inspections',
  action_statement: 'action statements',
} as const;

function reachText({ recordTo }: Today, kinds: readonly (keyof typeof activityNames)[]): string {
  return kinds
    .map((kind) => {
      const to = recordTo[kind];
      return `${activityNames[kind]} ${to ? `to ${dateText(to)}` : 'to a day that no source gives'}`;
    })
    .join(', ');
}

function unknown(today: Today): BriefSection {
  const { authorities } = today;
  const kinds = Object.keys(activityNames).filter(
    (kind) => kind in today.recordTo,
  ) as (keyof typeof activityNames)[];
  const without = authorities.filter(({ status }) => status !== 'graded');
  const items: BriefItem[] = [
    {
      lead: 'How far the record reaches',
      texts: [
        {
          text: `${capital(reachText(today, kinds))}. After that, silence proves nothing.`,
          sources: [],
        },
      ],
    },
    ...(without.length > 0
      ? [
          {
            lead: 'No graded report on record',
            texts: [
              {
                text: `${without.map(({ authority }) => authority.name).join(', ')}.`,
                sources: [],
              },
            ],
          },
        ]
      : []),
    ...authorities
      .filter(({ uncertain }) => uncertain.length > 0)
      .map(({ authority, uncertain }) => ({
        lead: authority.name,
        texts: uncertain.map((one) => ({ text: one, sources: [] })),
      })),
    {
      lead: 'Not in it at all',
      texts: [
        {
          text: 'What nobody has published: concerns raised, letters not sent on, what is known in the region alone.',
          sources: [],
        },
      ],
    },
  ];
  return section('unknown', 'What the record does not know', [{ kind: 'items', items }]);
}

function section(topic: BriefTopic, heading: string, parts: readonly BriefPart[]): BriefSection {
  return { topic, heading, parts };
}

function text(words: string): BriefPart {
  return { kind: 'text', text: words };
}

/** Items of one lead under one another; a sentence where there are none. */
function listOr(items: readonly BriefItem[], none: string): BriefPart {
  if (items.length === 0) return text(none);
  const byLead = [...Map.groupBy(items, ({ lead }) => lead)];
  return {
    kind: 'items',
    items: byLead.map(([lead, some]) => ({ lead, texts: some.flatMap(({ texts }) => texts) })),
  };
}

function dateText(day: string | null | undefined): string {
  return day ? formatPartialDate(parsePartialDate(day)) : 'a day not given';
}

/** "12 Mar 2026", for a narrow column. */
function shortDate(day: string | null): string {
  return dateText(day).replaceAll(
    /\b(January|February|March|April|August|September|October|November|December)\b/g,
    (month) => month.slice(0, 3),
  );
}

const plainDate = /^\d{4}(?:-\d{2}){0,2}$/;

function spanText(start: string | null, end: string | null): string {
  const both = start !== null && end !== null && plainDate.test(start) && plainDate.test(end);
  if (both && start !== end) {
    return dateText(`${start}/${end}`);
  }
  return dateText(start ?? end);
}

function plain(code: string): string {
  return code.replaceAll('_', ' ').replace(/\b(?:jtai|send|sif)\b/g, (word) => word.toUpperCase());
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
