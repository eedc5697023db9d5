import {
  bounds,
  type ClaimEvent,
  type PartialDate,
  speaksForItself,
} from '@monitoring-timeline/core';
import { type Difference, differences, isRecord, type Json, step } from './differences.ts';

/** What a reading of a document comes to against a claim of the same source about the same thing. */
export interface Weighed {
  /** What the claim leaves open and the reading fills in, or says more precisely. */
  readonly adds: readonly Difference[];
  /** Where the reading takes away or says otherwise: a person decides, and what is on record stays. */
  readonly asks: readonly Difference[];
}

/** How two readings came about, as far as it decides whose word counts for what. */
interface Terms {
  /** The same bytes were read again, so that what is missing was misread then or is unread now; else silence says nothing. */
  readonly again: boolean;
  /** The document itself was read that a table had been compiled from. */
  readonly atLast: boolean;
}

type Fields = Readonly<Record<string, Json | undefined>>;

const nothing: Weighed = { adds: [], asks: [] };
const adding = (pointer: string, value?: Json): Weighed => ({
  adds: [value === undefined ? { pointer } : { pointer, value }],
  asks: [],
});
const asking = (pointer: string, value?: Json): Weighed => ({
  adds: [],
  asks: [value === undefined ? { pointer } : { pointer, value }],
});

function together(parts: readonly Weighed[]): Weighed {
  return { adds: parts.flatMap(({ adds }) => adds), asks: parts.flatMap(({ asks }) => asks) };
}

const same = (before: Json | undefined, after: Json | undefined): boolean =>
  differences(before, after, '').length === 0;

/** Words in which a source says a thing that a code says too; and places, which are no facts. */
const wordings = new Set([
  'printed',
  'label',
  'title',
  'topicPrinted',
  'address',
  'locator',
  'code',
]);

/** A date to the day: one day, or a first and a last. */
const exact = (date: PartialDate): boolean =>
  date.precision === 'day' ||
  (date.precision === 'range' && date.from.length + date.to.length === 20);

function isDate(value: Json | undefined): boolean {
  return isRecord(value) && 'precision' in value;
}

function holds(outer: PartialDate, inner: PartialDate): boolean {
  const [a, b] = [bounds(outer), bounds(inner)];
  return a.startEarliest <= b.startEarliest && a.endLatest >= b.endLatest;
}

/** Of exact days the reading may add the last to the first; the document itself may also know of more days than a table. */
function weighDates(
  before: PartialDate,
  after: PartialDate,
  { atLast }: Terms,
): 'adds' | 'asks' | 'less' {
  if (exact(before) && exact(after)) {
    const longer = before.precision === 'day' && after.from === before.from;
    return longer || (atLast && holds(after, before)) ? 'adds' : 'asks';
  }
  if (holds(before, after)) return 'adds';
  return holds(after, before) ? 'less' : 'asks';
}

/** A day, month or year as text. */
const isDayText = (value: Json | undefined): value is string =>
  typeof value === 'string' && /^\d{4}(?:-\d{2}){0,2}$/.test(value);

/** The same figure as printed with the words before it that say how exact it is. */
const saysMore = (before: Json, after: Json): boolean =>
  typeof before === 'string' && typeof after === 'string' && after.endsWith(` ${before}`);

function weighValue(before: Json, after: Json, pointer: string, terms: Terms): Weighed {
  if (same(before, after)) return nothing;
  if (pointer === '/data/printed' && saysMore(before, after)) return adding(pointer, after);
  if (wordings.has(pointer.slice(pointer.lastIndexOf('/') + 1))) return nothing;
  if (isDate(before) && isDate(after)) {
    const how = weighDates(
      before as unknown as PartialDate,
      after as unknown as PartialDate,
      terms,
    );
    if (how === 'less') return nothing;
    return how === 'adds' ? adding(pointer, after) : asking(pointer, after);
  }
  if (isDayText(before) && isDayText(after)) {
    if (after.startsWith(before)) return adding(pointer, after);
    return before.startsWith(after) ? nothing : asking(pointer, after);
  }
  if (Array.isArray(before) && Array.isArray(after))
    return weighList(before, after, pointer, terms);
  if (isRecord(before) && isRecord(after)) return weighFields(before, after, pointer, terms);
  return asking(pointer, after);
}

/** What tells a member of a list from the others. */
function nameOf(member: Json): string {
  if (!isRecord(member)) return JSON.stringify(member);
  const { locator: _, ...rest } = member;
  const { area, person } = rest;
  return JSON.stringify(area ?? person ?? Object.entries(rest).sort());
}

const notGraded = new Set<Json | undefined>(['not_reported', 'not_read']);

/** One member of a list in both readings: what the reading adds to it, and whether it contradicts it. */
function weighMember(
  before: Json,
  after: Json,
): { readonly merged: Json; readonly against: boolean } {
  if (!isRecord(before) || !isRecord(after)) return { merged: before, against: false };
  const graded = notGraded.has(before.grade) ? { grade: after.grade ?? null } : {};
  const against = Object.keys(before).some(
    (key) =>
      !wordings.has(key) &&
      !(key in graded) &&
      after[key] !== undefined &&
      !notGraded.has(after[key]) &&
      !same(before[key], after[key]),
  );
  if (against) return { merged: before, against };
  const { locator: _, ...said } = after;
  return { merged: { ...said, ...before, ...graded }, against };
}

/**
 * Lists are weighed member by member. Members that the reading alone has are added; those that it contradicts are asked about, each
 * at its place; those that it lacks are asked about only where it read the same bytes.
 */
function weighList(
  before: readonly Json[],
  after: readonly Json[],
  pointer: string,
  { again }: Terms,
): Weighed {
  const given = new Map(after.map((member) => [nameOf(member), member]));
  const asks: Difference[] = [];
  const merged = before.map((member, index) => {
    const other = given.get(nameOf(member));
    if (other === undefined) return member;
    const weighed = weighMember(member, other);
    if (weighed.against) asks.push({ pointer: `${pointer}/${index}`, value: other });
    return weighed.merged;
  });
  const had = new Set(before.map(nameOf));
  const more = after.filter((member) => !had.has(nameOf(member)));
  const lacks = before.some((member) => !given.has(nameOf(member)));
  // a list without names for its members that has other members now is another list, and neither is the longer one
  const other = lacks && more.length > 0 && !before.some(isNamed);
  if (other || (lacks && again && more.length === 0)) return asking(pointer, after);
  const all = [...merged, ...more];
  return { adds: same(before, all) ? [] : [{ pointer, value: all }], asks };
}

function isNamed(member: Json): boolean {
  return isRecord(member) && (member.area !== undefined || member.person !== undefined);
}

function weighFields(before: Fields, after: Fields, pointer: string, terms: Terms): Weighed {
  const at = (key: string): string => `${pointer}/${step(key)}`;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const weighed: Weighed[] = [];
  for (const key of keys) {
    const [had, has] = [before[key], after[key]];
    if (key === 'kind' || key === 'kindInferred') continue;
    if (has === undefined) {
      const silent = !terms.again || wordings.has(key);
      if (had !== undefined && !silent) weighed.push(asking(at(key)));
    } else if (had === undefined) weighed.push(adding(at(key), has));
    else weighed.push(weighValue(had, has, at(key), terms));
  }
  return partsWithDays(together([...weighed, weighKinds(before, after, at)]));
}

/** Spells of days say nothing where the days that they make up are not taken. */
function partsWithDays(weighed: Weighed): Weighed {
  const doubted = weighed.asks.some(({ pointer }) => /\/(?:days|occurred)$/.test(pointer));
  const parts = weighed.adds.filter(({ pointer }) => doubted && pointer.endsWith('/parts'));
  if (parts.length === 0) return weighed;
  return {
    adds: weighed.adds.filter((one) => !parts.includes(one)),
    asks: [...parts, ...weighed.asks],
  };
}

/** A kind that is only inferred puts none right, and none that is stated gives way to it. */
function weighKinds(before: Fields, after: Fields, at: (key: string) => string): Weighed {
  const { kind } = after;
  if (kind === undefined) return nothing;
  const inferred = after.kindInferred === true;
  if (before.kind === undefined) {
    const added = adding(at('kind'), kind);
    return inferred ? together([added, adding(at('kindInferred'), true)]) : added;
  }
  if (inferred) return nothing;
  const agreed = before.kind === kind ? nothing : adding(at('kind'), kind);
  if (before.kindInferred === true) return together([agreed, adding(at('kindInferred'))]);
  return before.kind === kind ? nothing : asking(at('kind'), kind);
}

/** The day on which a claim became public, and for a report that is also when it happened. */
function weighKnown(before: ClaimEvent, after: ClaimEvent, days: Weighed, terms: Terms): Weighed {
  const [had, has] = [before.known, after.known];
  if (same(had as unknown as Json, has as unknown as Json)) return nothing;
  const value = has as unknown as Json;
  // known from the first day on site: it goes with that
  if (had.basis === 'assumed' && has.basis === 'assumed') {
    if (days.asks.length > 0) return asking('/known', value);
    return days.adds.length > 0 ? adding('/known', value) : nothing;
  }
  if (has.basis !== 'published') return nothing;
  if (had.basis !== 'published') return adding('/known', value);
  return weighValue(had.from, has.from, '/known', terms).asks.length > 0
    ? asking('/known', value)
    : nothing;
}

/**
 * What a reading of a document adds to a claim and where it is against it. A reading adds and refines: it never takes away, nothing that
 * it only assumes puts anything right, and what it does not say is no word against what is on record, unless the same bytes said it.
 */
export function weigh(target: ClaimEvent, present: ClaimEvent, event: ClaimEvent): Weighed {
  const terms = {
    again: target.source.sha256 !== undefined && target.source.sha256 === event.source.sha256,
    atLast: !speaksForItself(target) && speaksForItself(event),
  };
  const supposed = event.known.basis === 'assumed' && present.known.basis !== 'assumed';
  const report = event.type === 'ReportPublished';
  const on = (claim: ClaimEvent) => claim.occurred as unknown as Json;
  const days =
    report && supposed ? nothing : weighValue(on(present), on(event), '/occurred', terms);
  // a guess at the day of publication is no word about it
  const { published: _, ...said } = event.data as Fields;
  const data = report && supposed ? said : (event.data as Fields);
  return partsWithDays(
    together([
      weighFields(present.data as Fields, data, '/data', terms),
      days,
      weighKnown(present, event, days, terms),
    ]),
  );
}
