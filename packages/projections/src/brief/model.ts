import { codeWords, visitLabels } from '@monitoring-timeline/core';
import type { DueRow } from '../answers/due.ts';
import type { Today, TodayChange } from '../answers/today.ts';
import { attributionText } from '../asking/attribution.ts';
import { basisWords } from '../notices/notice-words.ts';
import { waitedFor } from '../policy/england-children/waited-for.ts';
import { instrumentName, toldWords } from '../views/told/told-words.ts';
import type { Brief, BriefItem, BriefPart, BriefSection, CitedText } from './document.ts';
import { capital, counted, dateText, listOr, section, shortDate, spanText, text } from './parts.ts';
import { Citations } from './sources.ts';
import { manyStand, standing } from './standing-table.ts';

/** How a brief is made. */
export interface BriefOptions {
  /** Of more authorities no table of grades is made; of any number unless given. */
  readonly most?: number;
  /** Today as an ISO day: a brief of a later one says that it is a day to come. */
  readonly now?: string;
}

/** The answer to `today` as one page for a meeting. `where` names whom it is about: a region, authorities, or England. */
export function briefOf(
  today: Today,
  where: string,
  { most = Number.POSITIVE_INFINITY, now = today.asOf }: BriefOptions = {},
): Brief {
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
    lead: leadOf(today, now),
    sections,
    sources: cite.sources,
    attribution: attributionText,
  };
}

function leadOf(
  { asOf, knownAt, recordedAt, recordTo, authorities }: Today,
  now: string,
): readonly string[] {
  const ahead = asOf > now ? ' (a day to come, with what is on record so far)' : '';
  const known = knownAt === asOf ? '' : `, as known on ${dateText(knownAt)}`;
  const held = recordedAt === undefined ? '' : `, as this store held it at ${recordedAt}`;
  const end = recordTo.graded_inspection;
  return [
    `As of ${dateText(asOf)}${ahead}${known}${held}. ${counted(authorities.length, 'authority', 'authorities')}, alphabetical: nobody is ranked.`,
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

/** Kinds before whose sentences their headline stands; those of the others begin by themselves. */
const withHeadline: ReadonlySet<TodayChange['kind']> = new Set([
  'InterventionBegun',
  'InterventionEnded',
  'InterventionPresumedEnded',
  'NoticeWithdrawn',
  'ImportEnded',
] as const);

/** Why it matters is said once of an authority. */
function changeText(change: TodayChange, whys: Set<string>, cite: Citations): CitedText {
  const { kind, title, text: said, why, authority, sources } = change;
  const headline = withHeadline.has(kind)
    ? `${capital(title.slice(authority.name.length + 2))}. `
    : '';
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
      const about = topic ? `, on ${codeWords(topic)}` : '';
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
            text: `${codeWords(framework ?? 'graded')} inspection of ${spanText(start, end)}: no report of it is on record.${usual}`,
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
      : `: ${status === 'not_known' ? 'past, not known whether done' : codeWords(status)}${sure}`;
  return `${capital(waitedFor(rule) ?? codeWords(activity))}${state}${whose}`;
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
