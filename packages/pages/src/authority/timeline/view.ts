import { type Area, type EpochDay, epochDay } from '@monitoring-timeline/core';
import type { DueRow, Standing, Trajectory } from '@monitoring-timeline/projections';
import { dayOn, yearStart } from '../../drawing/days.ts';
import { firstYear } from '../../drawing/series.ts';
import type { Links } from '../../links/links.ts';
import { dateText, shortDate } from '../../words/dates.ts';
import { capital, counted } from '../../words/texts.ts';
import { clockReach } from './clocks-drawn.ts';
import { timelineDrawn } from './drawn.ts';
import { entriesOf, type TimelineAnswers } from './entries.ts';
import { type Entry, reachOf, type Span } from './entry.ts';
import { frameworksOf } from './frameworks.ts';
import { type EventTold, entriesListed } from './listed.ts';
import type { Moment } from './moments-drawn.ts';
import { type PeriodChoice, type PeriodWords, periodChoices, periodOf, yearOf } from './period.ts';

export interface TimelineParts extends TimelineAnswers {
  readonly standing: Standing;
  readonly trajectory: Trajectory;
  readonly due: readonly DueRow[];
  readonly history: readonly EventTold[];
  /** What the address says of the days to be shown. */
  readonly words: PeriodWords;
  /** The day that the page is about. */
  readonly asOf: EpochDay;
  readonly asOfText: string;
  /** Address of the authority. */
  readonly address: string;
}

/** The years of an authority: drawn, and as a list that says the same. */
export function timelineView(parts: TimelineParts, links: Links) {
  const { standing, trajectory, due, history, words, asOf, asOfText, address } = parts;
  const all = entriesOf(parts, asOf);
  const whole = wholeOf(all, due, asOf);
  const period = periodOf(words, whole);
  const entries = all.filter((one) => {
    const { from, to } = reachOf(one);
    return to >= period.from && from <= period.to;
  });
  const { periods, years } = periodChoices(period, words, whole, frameworksOf(asOf), asOf);
  const shown = ({ text, words: own, current }: PeriodChoice) => ({
    text,
    current,
    href: `${links.to(address, { ...own })}#timeline`,
  });
  const yearLinks = years.map(shown);
  const drawn = timelineDrawn({
    entries,
    trajectory,
    due,
    inForce: inForce(standing),
    gradesTo: standing.authority.abolished
      ? Math.min(asOf, epochDay(standing.authority.abolished))
      : asOf,
    period,
    asOf,
    asOfText,
    turns: turnsOf(standing),
  });
  return {
    period: period.text,
    count: counted(entries.length, 'entry', 'entries'),
    outside: all.length - entries.length,
    periods: periods.map(shown),
    years: yearLinks,
    drawn: {
      ...drawn,
      ticks: drawn.ticks.map((tick) => ({
        ...tick,
        href: yearLinks.find(({ text }) => text === String(tick.year))?.href,
      })),
    },
    list: entriesListed(entries, history, address, links),
    indicators: trajectory.indicators.map(({ indicator, topic, unit, points }) => ({
      indicator,
      topic: capital(topic),
      unit,
      values: points.map(({ printed, at, unvalidated, inconsistent }) =>
        [
          `${printed} (${dateText(at)})`,
          unvalidated ? 'not validated' : '',
          inconsistent ? 'does not follow from its own figures' : '',
        ]
          .filter(Boolean)
          .join(', '),
      ),
    })),
  };
}

/** Everything that is on record of it, with what is to come. */
function wholeOf(entries: readonly Entry[], due: readonly DueRow[], asOf: number): Span {
  const days = [
    ...entries.map(reachOf),
    ...due.flatMap((row) => clockReach(row) ?? []),
    { from: yearStart(firstYear), to: asOf },
  ];
  return {
    from: yearOf(Math.min(...days.map(({ from }) => from))),
    to: Math.max(...days.map(({ to }) => to)) + beyond,
  };
}

/** Days that are left open behind the last. */
const beyond = 60;

/** Areas whose grade stands on the day, jointly graded ones among them. */
function inForce({ overall, areas }: Standing): ReadonlySet<Area> {
  return new Set([
    ...(overall ? (['overall'] as const) : []),
    ...Object.entries(areas).flatMap(([area, { covers }]) => [area as Area, ...(covers ?? [])]),
  ]);
}

/** When an authority came to be in place of another, and when it gave way to others. */
function turnsOf({ authority, predecessors }: Standing): readonly Moment[] {
  const on = predecessors.find((one) => one.on !== null)?.on;
  const turn = (text: string, date: string): Moment => ({
    day: dayOn(date),
    text: `${text} ${shortDate(date)}`,
    isToday: false,
  });
  return [
    ...(on ? [turn('Established', on)] : []),
    ...(authority.abolished ? [turn('Abolished', authority.abolished)] : []),
  ];
}
