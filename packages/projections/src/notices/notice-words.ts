import {
  type Area,
  areaLabels,
  england,
  formatPartialDate,
  type GradeOrNot,
  gradeLabels,
  gradeRank,
  isArea,
  parsePartialDate,
  roleName,
  type VisitKind,
  visitLabels,
} from '@monitoring-timeline/core';
import type { IssuedNotice } from '../answers/notices.ts';
import { waitedFor } from '../policy/england-children/waited-for.ts';
import { instrumentName } from '../views/told/told-words.ts';
import type { NoticeKind } from './kinds.ts';
import { checkpointOfNotice, type KeptNotice, type Notice } from './notice.ts';

/** Who is who, for the words of a notice. */
export interface NoticeNames {
  /** Name of an authority by its key. */
  readonly authority: (key: string) => string;
  /** Name of a person by id; null where it is not held. */
  readonly person: (id: string) => string | null;
}

/** A kept notice with what it says: the one place in which its words are made. */
export function told(notice: KeptNotice, names: NoticeNames): IssuedNotice {
  const checkpoint = checkpointOfNotice(notice);
  return { ...notice, checkpoint, ...noticeWords(notice, names) } as IssuedNotice;
}

/** What a notice says, part by part. */
export interface NoticeParts {
  /** One line, with whose it is. */
  readonly title: string;
  /** What, since when, and that it came in late. */
  readonly said: string;
  /** Why it matters, where a rule says so. */
  readonly why: string | null;
  /** Where it is written. */
  readonly written: string | null;
}

/** What a notice says: one line, and sentences with what, since when, why it matters and where it is written. */
export function noticeWords(
  notice: Notice,
  names: NoticeNames,
): { readonly title: string; readonly text: string } {
  const { title, said, why, written } = noticeParts(notice, names);
  return { title, text: [said, why, written].filter((one) => one !== null).join(' ') };
}

/** The same, part by part. */
export function noticeParts(notice: Notice, names: NoticeNames): NoticeParts {
  const name = notice.authority === england ? 'England' : names.authority(notice.authority);
  const { kind, subject } = notice;
  const [headline, ...sentences] = said[kind](subject as Subject, names, notice);
  const late = lateText(notice);
  return {
    title: `${name}: ${headline}`,
    said: [
      ...(sentences.length > 0 ? sentences : [`${capital(headline ?? '')}.`]),
      ...(late === undefined ? [] : [late]),
    ].join(' '),
    why: ruleText(notice) ?? null,
    written: sourcesText(notice) ?? null,
  };
}

type Subject = Readonly<Record<string, string | null | undefined>> &
  Readonly<Record<string, unknown>>;
type Words = (subject: Subject, names: NoticeNames, notice: Notice) => readonly string[];

const said: Readonly<Record<NoticeKind, Words>> = {
  PriorityAction: (of) => {
    const topics = (of.topics as readonly string[] | undefined) ?? [];
    return [
      `areas for priority action named (${what(of)})`,
      `The ${what(of)}${spanText(of)}${outText(of)} names areas for priority action, the most serious finding that it can make.`,
      ...(topics.length > 0 ? [`It names: ${topics.map(quoted).join('; ')}.`] : []),
    ];
  },
  StandingChanged: ({ areas }, _, { known, late }) => {
    // which moved was not always kept, and what came in late was told as such though nothing moved
    if (areas === undefined) return ['standing changed'];
    const moved = Object.entries(areas as unknown as Readonly<Record<string, Moved>>).sort(
      ([a], [b]) => Number(b === 'overall') - Number(a === 'overall'),
    );
    const [first, ...others] = moved;
    if (first === undefined) return ['a fact came in that moves no grade'];
    return [
      others.length === 0 || first[0] === 'overall'
        ? `${gradeMoved(first)}${others.length === 0 ? '' : `, and ${counted(others.length, 'more area')}${directionText(others)}`}`
        : `standing changed in ${counted(moved.length, 'area')}${directionText(moved)}`,
      ...moved.map(gradeSentence),
      ...(known === null || late ? [] : [`Public since ${dayText(known)}.`]),
    ];
  },
  InspectionAnnounced: (of) => [
    `${what(of)} announced`,
    `A source announces: ${what(of)}, from ${dayText(of.start)}.`,
  ],
  InspectionBegun: (of) => [
    `${what(of)} begun`,
    `A source tells of inspectors on site: ${what(of)}${spanText(of)}. No report of it is on record yet.`,
  ],
  InspectionPublished: (of) => [
    `report published: ${what(of)}`,
    `The report of the ${what(of)}${spanText(of)} came out on ${dayText(of.published)}.`,
  ],
  VisitLetterPublished: (of) => [
    `letter published: ${what(of)}`,
    `The letter of the ${what(of)}${spanText(of)} is out, dated ${dayText(of.published)}. It gives no grades.`,
  ],
  MonitoringLetterPublished: (of) => [
    `letter published: ${what(of)}`,
    `The letter of the ${what(of)}${spanText(of)} is out, dated ${dayText(of.published)}. It gives no grades.`,
    ...(of.progress ? [`Progress as it words it: ${plain(of.progress)}.`] : []),
  ],
  ReportExpected: (of) => [
    'a report is usually out by now',
    `An inspection ended on ${dayText(of.anchor)}. Its report is usually out by ${dayText(of.due)}; none is on record.`,
  ],
  ReportPast: (of) => [
    'a report is later than any before',
    `An inspection ended on ${dayText(of.anchor)}. No report of it is on record, and the longest wait on record ended on ${dayText(of.closes ?? of.due)}.`,
  ],
  WindowOpened: (of, _, notice) => [
    `window open: ${awaited(notice)}`,
    `The window of the ${awaited(notice)} opened on ${dayText(of.opens)}${of.closes ? ` and closes on ${dayText(of.closes)}` : ''}; it falls due on ${dayText(of.due)}. Counted from ${dayText(of.anchor)}.`,
  ],
  BecameDue: (of, _, notice) => [
    `due: ${awaited(notice)}`,
    `The ${awaited(notice)} fell due on ${dayText(of.due)}${closesText(of)}. Counted from ${dayText(of.anchor)}.`,
  ],
  BecameOverdue: (of, _, notice) => [
    `past the window: ${awaited(notice)}`,
    `The last day for the ${awaited(notice)} was ${dayText(of.closes ?? of.due)}, and nothing on record shows that it was done. Counted from ${dayText(of.anchor)}.`,
  ],
  PastNotKnown: (of, _, notice) => [
    `past, and not known whether done: ${awaited(notice)}`,
    `The last day for the ${awaited(notice)} was ${dayText(of.closes ?? of.due)}. The record does not reach far enough to say whether it was done: ask, or wait for the next release.`,
  ],
  LeadershipChanged: (of, names) => {
    const role = roleName(String(of.role));
    const to = personText(of.to, names);
    const from = of.from ? `; before: ${personText(of.from, names)}` : '';
    if (of.status === 'not_known') {
      return [
        `${role}: holder not known any more`,
        `The holder of the post is not known any more${from}.`,
      ];
    }
    const status = of.status === 'not_stated' ? '' : `, ${plain(of.status)}`;
    const since = of.since ? ` since ${dayText(of.since)}` : '';
    return [`${role}: ${to}${status}`, `${capital(role)}: ${to}${status}${since}${from}.`];
  },
  InterventionBegun: (of) => [
    `intervention begun: ${interventionText(of)}`,
    `The government intervenes: ${interventionText(of)}, since ${dayText(of.from)}.`,
  ],
  InterventionEnded: (of) => [
    `intervention ended: ${interventionText(of)}`,
    `${capital(interventionText(of))}, begun ${dayText(of.from)}, ${of.state === 'superseded' ? 'was superseded' : 'ended'}${of.to ? ` on ${dayText(of.to)}` : ''}.`,
  ],
  InterventionPresumedEnded: (of) => [
    `intervention presumed ended: ${interventionText(of)}`,
    `${capital(interventionText(of))}, begun ${dayText(of.from)}, is presumed over: no source says so.${of.why ? ` ${capital(of.why)}.` : ''}`,
  ],
  DeliveryChanged: ({ from, to }) => [
    `services delivered by ${to}`,
    `Services are delivered by ${to}${from ? `; before by ${from}` : ''}.`,
  ],
  FactCorrected: ({ repairs }, names, { changes }) => {
    const all = repairs as unknown as readonly { readonly repair: string; readonly why: string }[];
    const whys = [...new Set(all.map(({ why }) => why.replace(/\.\s*$/, '')))].slice(0, 3);
    const takenBack = all.every(({ repair }) => repair === 'retracted');
    return [
      `${all.length === 1 ? 'a fact was' : `${all.length} facts were`} ${takenBack ? 'taken back' : 'corrected'}`,
      `${all.length === 1 ? 'A fact' : `${all.length} facts`} ${takenBack ? 'taken back' : 'put right'}: ${whys.join('; ')}.`,
      ...(changes.length === 0 ? [] : [`What it changes: ${changesText(changes, names)}.`]),
    ];
  },
  NoticeWithdrawn: (of, names, notice) => {
    const kind = of.kind as NoticeKind;
    const before = {
      ...notice,
      kind,
      subject: (of.told ?? {}) as Subject,
      rule: null,
      late: false,
    };
    const [headline = plain(kind), first] = said[kind](before.subject as Subject, names, before);
    return [
      `does not hold any more: ${headline}`,
      `On ${dayText(of.of)} it was told: “${first ?? `${capital(headline)}.`}” That does not hold by what is known now.`,
    ];
  },
  ImportEnded: (of, names) => {
    const {
      appended,
      corrected,
      quarantined,
      authorities,
      told: kinds,
    } = of as unknown as Imported;
    const named = authorities.slice(0, 8).map(names.authority).join(', ');
    const more = authorities.length > 8 ? ` and ${authorities.length - 8} more` : '';
    const given = Object.values(kinds).reduce((sum, n) => sum + n, 0);
    return [
      `import ended: ${counted(appended, 'fact')} taken in`,
      `${capital(counted(appended, 'fact'))} taken in and ${corrected} corrected${named ? `, of ${named}${more}` : ''}.`,
      given === 0
        ? 'No answer changed that anybody was told of.'
        : `${capital(counted(given, 'notice'))} came of it.`,
      ...(quarantined > 0
        ? [
            `${capital(counted(quarantined, 'question'))} ${quarantined === 1 ? 'waits' : 'wait'} for a decision.`,
          ]
        : []),
    ];
  },
};

function changesText(changes: Notice['changes'], names: NoticeNames): string {
  const told = withDaysMoved(changes);
  const shown = told
    .slice(0, 5)
    .map(
      ({ field, before, after }) =>
        `${fieldName(field)}, from ${valueText(before, names)} to ${valueText(after, names)}`,
    );
  return `${shown.join('; ')}${told.length > 5 ? ` and ${told.length - 5} more` : ''}`;
}

/** An inspection or visit is known by its first day: where that is put right, one is gone and the same is there on another day. */
function withDaysMoved(changes: Notice['changes']): Notice['changes'] {
  const gone = changes.filter(({ field, after }) => activityIn(field) && after === null);
  const moved = new Map<Notice['changes'][number], Notice['changes'][number] | null>();
  for (const there of changes) {
    const { name, day } = activityIn(there.field) ?? {};
    if (day === undefined || there.before !== null) continue;
    const from = gone.find((one) => {
      const same = activityIn(one.field)?.name === name && one.before === there.after;
      return same && !moved.has(one);
    });
    if (from === undefined) continue;
    moved.set(from, null);
    const before = activityIn(from.field)?.day ?? null;
    moved.set(there, { field: `day.${name}`, before, after: day });
  }
  return changes.flatMap((one) => moved.get(one) ?? (moved.has(one) ? [] : [one]));
}

/** What `activity.focused 2026-10-05` is about. */
function activityIn(field: string): { readonly name: string; readonly day: string } | undefined {
  const [, name, day] = /^activity\.(.+) (\d{4}[\d-]*)$/.exec(field) ?? [];
  return name === undefined || day === undefined ? undefined : { name, day };
}

interface Moved {
  readonly from: GradeOrNot | null;
  readonly to: GradeOrNot | null;
  /** Which of them was given to several areas together, where the other was not. */
  readonly joint?: 'from' | 'to';
}

interface Imported {
  readonly appended: number;
  readonly corrected: number;
  readonly quarantined: number;
  readonly authorities: readonly string[];
  readonly told: Readonly<Record<string, number>>;
}

/** "focused visit", "second monitoring visit", "ILACS inspection". */
function what({ visitKind, sequence, framework, activity }: Subject): string {
  if (activity === 'visit') {
    const label = visitKind ? visitLabels[visitKind as VisitKind] : 'Visit';
    const number = sequence === null || sequence === undefined ? '' : ` ${sequence}`;
    return `${/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label}${number}`;
  }
  return `${plain(framework) || 'graded'} inspection`.replace('area send', 'area SEND');
}

function spanText({ start, end }: Subject): string {
  if (!start) return '';
  if (!end || end === start) return ` of ${dayText(start)}`;
  const days = start.length === 10 && end.length === 10;
  return days ? ` of ${dayText(`${start}/${end}`)}` : ` of ${dayText(start)} to ${dayText(end)}`;
}

function outText({ published }: Subject): string {
  return published ? `, out on ${dayText(published)},` : '';
}

function closesText({ closes }: Subject): string {
  return closes ? `, and its window closes on ${dayText(closes)}` : '';
}

/** "Leadership good, was outstanding". */
function gradeMoved([area, { from, to }]: readonly [string, Moved]): string {
  return `${areaName(area)} ${gradeName(to)}, ${from === null ? 'not graded before' : `was ${gradeName(from)}`}`;
}

/** "Leadership is good; it was outstanding." */
function gradeSentence([area, { from, to, joint }]: readonly [string, Moved]): string {
  const shared = (end: 'from' | 'to') => (joint === end ? ', in one grade with another area' : '');
  const is = to === null ? 'has no grade now' : `is ${gradeName(to)}${shared('to')}`;
  const was = from === null ? 'had no grade before' : `was ${gradeName(from)}${shared('from')}`;
  return `${areaName(area)} ${is}; it ${was}.`;
}

function directionText(moved: readonly (readonly [string, Moved])[]): string {
  const ranks = moved
    .filter(([, { joint }]) => joint === undefined)
    .map(([, { from, to }]) => [rankOf(from), rankOf(to)] as const);
  const down = ranks.filter(([from, to]) => from !== undefined && to !== undefined && to < from);
  const up = ranks.filter(([from, to]) => from !== undefined && to !== undefined && to > from);
  const parts = [
    ...(down.length > 0 ? [`${down.length} down`] : []),
    ...(up.length > 0 ? [`${up.length} up`] : []),
  ];
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
}

function rankOf(grade: GradeOrNot | null): number | undefined {
  return grade === null ? undefined : gradeRank(grade);
}

function lateText({ late, known, day }: Notice): string | undefined {
  if (!late || known === null) return undefined;
  return `It has been public since ${dayText(known)} and came in late, on ${dayText(day)}.`;
}

/** Kinds that name the days of their rule themselves. */
const ofClocks: ReadonlySet<NoticeKind> = new Set([
  'WindowOpened',
  'BecameDue',
  'BecameOverdue',
  'PastNotKnown',
  'ReportExpected',
  'ReportPast',
]);

/** What a rule rests on, in words. */
export const basisWords: Readonly<Record<string, string>> = {
  statutory: 'statutory',
  usual: 'usual practice, not law',
  observed: 'seen in past waits; no rule says so',
};

function ruleText({ rule, kind }: Notice): string | undefined {
  if (!rule) return undefined;
  const days = [
    ...(rule.due === null ? [] : [`due ${dayText(rule.due)}`]),
    ...(rule.closes === null ? [] : [`last day ${dayText(rule.closes)}`]),
  ].join(', ');
  const lead =
    kind === 'StandingChanged' || kind === 'InspectionPublished' || kind === 'PriorityAction'
      ? 'What comes next'
      : 'By the rule';
  const basis = rule.basis === null ? '' : ` (${basisWords[rule.basis] ?? rule.basis})`;
  const when = days === '' || ofClocks.has(kind) ? '' : `; ${days}`;
  return `${lead}: ${rule.label}${basis}${when}.`;
}

function sourcesText({ sources }: Notice): string | undefined {
  const [first] = sources;
  if (!first) return undefined;
  const place = first.locator === null ? '' : `, ${first.locator}`;
  const link = first.url === null ? '' : ` ${first.url}`;
  return `Written in: ${first.title}, ${first.publisher}${place}.${link}`;
}

/** What a clock waits for; of a rule that is not shipped, by the words of its id. */
function awaited({ rule, subject }: Notice): string {
  const id = rule?.id ?? String(subject.rule ?? '');
  return waitedFor(id) ?? `step of the rule “${plain(id).replaceAll('-', ' ')}”`;
}

function interventionText({ instrument, title }: Subject): string {
  return title ?? instrumentName(instrument ?? 'intervention');
}

function personText(id: string | null | undefined, { person }: NoticeNames): string {
  return id ? (person(id) ?? 'a person whose name is not held') : 'not named';
}

function areaName(area: string): string {
  return isArea(area) ? areaLabels[area as Area] : plain(area);
}

function gradeName(grade: GradeOrNot | null): string {
  if (grade === null) return 'no grade';
  return (gradeLabels[grade] ?? plain(grade)).toLowerCase();
}

/** `standing.areas.care_leavers` reads "care leavers", `due.ilacs-cycle` "ILACS inspection". */
function fieldName(field: string): string {
  const [, part = '', name = ''] = /^(\w+)\.(?:areas\.)?(.+)$/.exec(field) ?? [];
  const of = activityIn(field);
  if (of) return `${activityName(of.name)} of ${dayText(of.day)}`;
  if (part === 'day') return `first day of the ${activityName(name)}`;
  if (part === 'due') return waitedFor(name) ?? plain(name).replaceAll('-', ' ');
  const [first, role] = name.split('.', 2);
  if (first === 'leadership' && role !== undefined) return roleName(role);
  return isArea(name) ? areaName(name).toLowerCase() : plain(name || field).replaceAll('.', ', ');
}

/** An inspection or visit by the kind of visit, else the framework, else what it is. */
function activityName(name: string): string {
  if (name in visitLabels) return what({ activity: 'visit', visitKind: name });
  return name === 'inspection' || name === 'visit' ? name : what({ framework: name });
}

/** Persons stand as ids in what is kept, with the status of their post. */
function valueText(value: string | null, names: NoticeNames): string {
  if (value === null) return 'nothing';
  const [, id, status] = /^(p-[0-9a-f]{20})\/(\w+)/.exec(value) ?? [];
  if (id === undefined) return plain(value).replaceAll(/\d{4}-\d{2}-\d{2}/g, dayText);
  return `${personText(id, names)}${status === undefined || status === 'not_stated' ? '' : `, ${plain(status)}`}`;
}

function dayText(day: string | null | undefined): string {
  return day ? formatPartialDate(parsePartialDate(day)) : 'a day not given';
}

function quoted(text: string): string {
  return `“${text}”`;
}

function plain(text: string | null | undefined): string {
  return (text ?? '').replaceAll('_', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function counted(n: number, noun: string): string {
  return `${n === 0 ? 'no' : n} ${noun}${n === 1 ? '' : 's'}`;
}
