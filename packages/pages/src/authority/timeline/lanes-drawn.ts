import type { Axis } from '../../drawing/axis.ts';
import { rounded } from '../../drawing/days.ts';
import { type Label, labelled } from '../../drawing/labels.ts';
import { type Extent, inRows } from '../../drawing/rows.ts';
import type { Entry } from './entry.ts';

/** A lane of a drawing: what it is called, and where it lies. */
export interface LaneDrawn {
  readonly lane: string;
  readonly label: string;
  readonly y: number;
  readonly height: number;
}

/** The days of an entry as they are drawn. */
export interface DaysDrawn {
  readonly y: number;
  readonly bar: { readonly x: number; readonly width: number } | undefined;
  /** Silence since the last telling. */
  readonly silence: Extent | undefined;
  readonly label: Label | undefined;
  /** Left of the bar, where its letter names areas for priority action. */
  readonly urgent: number | undefined;
}

/** A report as it is drawn: the wait for it is a length, from the last day on site to the day on which it came out. */
export interface ReportDrawn {
  readonly x: number;
  readonly y: number;
  readonly grade: string | undefined;
  readonly waitFrom: number | undefined;
  readonly label: Label | undefined;
}

const labels = {
  before: 'Before it',
  inspections: 'Inspections',
  reports: 'Reports',
  visits: 'Visits',
  leadership: 'Leadership',
  interventions: 'Interventions',
  delivery: 'Delivery',
  themes: 'Themes',
} as const;
export type LaneName = keyof typeof labels;

/** How far below one lane the next begins. */
export const laneGap = 12;
const row = 20;
/** Shorter than this, nothing could be seen. */
const least = 3;
const dot = 5;
const urgentRoom = 10;

/** Lanes one below the other, each as high as its rows; one without anything in these days is left out. */
export function lanesDrawn(
  names: readonly LaneName[],
  entries: readonly Entry[],
  axis: Axis,
  room: Extent,
  top: number,
) {
  const lanes: LaneDrawn[] = [];
  const days = new Map<string, DaysDrawn>();
  const reports = new Map<string, ReportDrawn>();
  let y = top;
  for (const lane of names) {
    const rows = rowsOf(lane, entries, axis, room);
    if (rows.length === 0) continue;
    for (const [index, some] of rows.entries()) {
      const middle = y + index * row + row / 2;
      for (const { id, own, report } of some) {
        if (own) days.set(id, { ...own, y: middle });
        if (report) reports.set(id, { ...report, y: middle });
      }
    }
    lanes.push({ lane, label: labels[lane], y, height: rows.length * row });
    y += rows.length * row + laneGap;
  }
  return { lanes, days, reports, below: y };
}

interface Placed extends Extent {
  readonly id: string;
  readonly own?: Omit<DaysDrawn, 'y'>;
  readonly report?: Omit<ReportDrawn, 'y'>;
}

function rowsOf(
  lane: LaneName,
  entries: readonly Entry[],
  axis: Axis,
  room: Extent,
): readonly (readonly Placed[])[] {
  const those = (own: Entry['lane'], place: typeof daysPlaced) =>
    entries.filter((one) => one.lane === own).flatMap((one) => place(one, axis, room) ?? []);
  switch (lane) {
    case 'reports':
      // letters of visits stand in rows below the reports of inspections
      return [
        ...inRows(those('inspections', reportPlaced)),
        ...inRows(those('visits', reportPlaced), 2),
      ];
    case 'before':
      return inRows(those('before', contextPlaced));
    default:
      return inRows(those(lane, daysPlaced));
  }
}

/** Where the days of an entry and its name lie. Of what has no days of its own in the drawing, nothing. */
function daysPlaced(one: Entry, { at, days }: Axis, room: Extent): Placed | undefined {
  const { span, silentTo, urgent } = one;
  if (span === undefined) return undefined;
  if ((silentTo ?? span.to) < days.from || span.from > days.to) return undefined;
  const isTold = span.to >= days.from;
  const from = at(span.from);
  const to = Math.max(at(span.to), from + least);
  const end = silentTo === undefined ? to : Math.max(at(silentTo), to);
  const mark = { from: urgent ? from - urgentRoom : from, to: end };
  const { label, extent } = labelled(one.short, mark, room);
  return {
    id: one.id,
    ...extent,
    own: {
      bar: isTold ? { x: from, width: rounded(to - from) } : undefined,
      silence: end > to || !isTold ? { from: isTold ? rounded(to) : from, to: end } : undefined,
      label,
      urgent: urgent ? rounded(from - urgentRoom) : undefined,
    },
  };
}

/** Where a report lies, with the wait for it and the grade that it gave. */
function reportPlaced(one: Entry, { at, days }: Axis, room: Extent): Placed | undefined {
  const { published, span, graded } = one;
  if (published === undefined || published < days.from || published > days.to) return undefined;
  const x = at(published);
  const waitFrom = span === undefined || span.to > published ? undefined : at(span.to);
  const mark = { from: Math.min(waitFrom ?? x, x - dot), to: x + dot };
  const named =
    graded === undefined ? { label: undefined, extent: mark } : labelled(graded.text, mark, room);
  return {
    id: one.id,
    ...named.extent,
    report: { x, grade: graded?.grade, waitFrom, label: named.label },
  };
}

/** An inspection of an authority before this one: in one row with its report. */
function contextPlaced(one: Entry, axis: Axis, room: Extent): Placed | undefined {
  const own = daysPlaced(one, axis, room)?.own;
  const report = reportPlaced(one, axis, room)?.report;
  if (own === undefined && report === undefined) return undefined;
  const mark = {
    from: Math.min(own?.bar?.x ?? report!.x, report ? report.x - dot : Number.POSITIVE_INFINITY),
    to: Math.max((own?.bar?.x ?? 0) + (own?.bar?.width ?? 0), report ? report.x + dot : 0),
  };
  const text = [one.short, one.graded?.text.toLowerCase()].filter(Boolean).join(', ');
  const { label, extent } = labelled(text, mark, room);
  return {
    id: one.id,
    ...extent,
    ...(own ? { own: { ...own, label } } : {}),
    ...(report ? { report: { ...report, label: own ? undefined : label } } : {}),
  };
}
