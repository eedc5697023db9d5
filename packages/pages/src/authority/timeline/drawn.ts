import type { Area } from '@monitoring-timeline/core';
import type { DueRow, Trajectory } from '@monitoring-timeline/projections';
import { axisOf } from '../../drawing/axis.ts';
import { shortDate } from '../../words/dates.ts';
import { bandsDrawn } from './bands-drawn.ts';
import { clocksDrawn } from './clocks-drawn.ts';
import type { Entry } from './entry.ts';
import { frameworksOf } from './frameworks.ts';
import { gradesDrawn } from './grades-drawn.ts';
import { indicatorsDrawn } from './indicators-drawn.ts';
import { lanesDrawn } from './lanes-drawn.ts';
import { type Moment, momentsDrawn } from './moments-drawn.ts';
import type { Period } from './period.ts';

/** Units of the drawing: those of a screen where it is as wide as a page. */
const width = 1140;
/** Room for the names of lanes, and for what stands behind the last day. */
const left = 150;
const right = 64;

export interface Drawable {
  readonly entries: readonly Entry[];
  readonly trajectory: Trajectory;
  readonly due: readonly DueRow[];
  /** Areas whose grade stands on the day. */
  readonly inForce: ReadonlySet<Area>;
  /** Up to here grades stand: the day of the page, or the last of an authority that was abolished. */
  readonly gradesTo: number;
  readonly period: Period;
  /** The day that the page is about, and the same as ISO. */
  readonly asOf: number;
  readonly asOfText: string;
  /** When the authority came to be, and when it ended, as far as that is told. */
  readonly turns: readonly Moment[];
}

/** The timeline of an authority as a drawing: lanes below one axis of days, crossed by the changes of framework. */
export function timelineDrawn(parts: Drawable) {
  const { entries, trajectory, due, inForce, gradesTo, period, asOf, asOfText, turns } = parts;
  const axis = axisOf(period, { from: left, to: width - right });
  const room = { from: left, to: width - 4 };
  const frameworks = bandsDrawn(frameworksOf(asOf), axis, room);
  const yearsAt = frameworks.height + 12;
  const moments = momentsDrawn(
    [...turns, { day: asOf, text: shortDate(asOfText), isToday: true }],
    axis,
    room,
  );
  const contacts = lanesDrawn(
    ['before', 'inspections', 'reports', 'visits'],
    entries,
    axis,
    room,
    yearsAt + 10 + moments.height,
  );
  const grades = gradesDrawn(trajectory, inForce, axis, gradesTo, contacts.below);
  const clocks = clocksDrawn(due, axis, room, grades.below);
  const lasting = lanesDrawn(
    ['leadership', 'interventions', 'delivery', 'themes'],
    entries,
    axis,
    room,
    clocks.below,
  );
  const indicators = indicatorsDrawn(trajectory.indicators, axis, room, lasting.below);
  const days = new Map([...contacts.days, ...lasting.days]);
  return {
    width,
    height: indicators.below,
    left,
    bands: frameworks.bands,
    yearsAt,
    ticks: axis.ticks,
    moments: moments.lines,
    lanes: [
      ...contacts.lanes,
      ...grades.lines,
      ...clocks.lanes,
      ...lasting.lanes,
      ...indicators.lanes,
    ],
    grades: grades.lines,
    clocks: clocks.clocks,
    indicators: indicators.indicators,
    /** In the order of time, across lanes. */
    marks: entries.flatMap((one) => {
      const [own, report] = [days.get(one.id), contacts.reports.get(one.id)];
      return own || report
        ? [
            {
              id: one.id,
              lane: one.lane,
              title: `${one.name}. ${one.when}. ${one.says}`,
              days: own,
              report,
            },
          ]
        : [];
    }),
  };
}
