import { type Area, areaLabels, areas, codeWords, epochDay } from '@monitoring-timeline/core';
import type { Hindsight, HindsightStep } from '@monitoring-timeline/projections';
import { firstYear } from '../drawing/series.ts';
import type { Links } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import { dateText } from '../words/dates.ts';
import { counted } from '../words/texts.ts';
import { type DaysLearnt, daysLearnt } from './changes.ts';
import { timeDrawn } from './drawn.ts';
import { daysText, stoodShown } from './stood.ts';

interface Wanted {
  readonly area: Area;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** The answer to `hindsight` as a page: drawn on two axes, and as the list of what each day of knowledge changed. */
export function timeView(answer: Hindsight, { area, from, to }: Wanted, links: Links): Shown {
  const { authority, asOf, knownAt, steps } = answer;
  const address = `/authorities/${authority.key}`;
  const last = Math.max(yearOf(asOf), yearOf(knownAt), firstYear);
  const years = { from: from ?? firstYear, to: Math.max(to ?? last, from ?? firstYear) };
  const judged = areas.filter(
    (one) =>
      one === 'overall' ||
      one === area ||
      steps.some(({ spans }) => spans.some((span) => span.areas[one] ?? span.joint[one])),
  );
  const [first] = steps;
  return {
    title: `${authority.name}: on both axes of time`,
    model: {
      back: { name: authority.name, href: links.to(address) },
      area: areaLabels[area],
      areas: judged.map((one) => ({
        code: one,
        label: areaLabels[one],
        selected: one === area,
      })),
      years: Array.from({ length: last - firstYear + 1 }, (_, index) => firstYear + index),
      shownYears: years,
      isWhole: years.from === firstYear && years.to === last,
      drawn: timeDrawn(answer, area, years, links),
      begins: first && beginsText(first, area, asOf),
      rows: steps.flatMap((step, index) => {
        const before = steps[index - 1];
        if (before === undefined) return [];
        return daysLearnt(before, step, area).map((days) =>
          rowOf(days, step, asOf, links, address),
        );
      }),
      other: {
        json: links.to(`/api${address}/hindsight`),
        csv: links.to(`/api${address}/hindsight.csv`),
        learned: links.to('/learned', { authority: authority.key }),
      },
    },
  };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** What was known before anything was. */
function beginsText({ knownTo, spans }: HindsightStep, area: Area, asOf: string): string {
  const said = spans.map(
    (span) => `${daysText(span, asOf)}: ${stoodShown(span, area).text.toLowerCase()}`,
  );
  return `As known up to ${dateText(knownTo)}. ${said.join('. ')}.`;
}

function rowOf(
  { from, to, before, now, span, isMended }: DaysLearnt,
  { knownFrom }: HindsightStep,
  asOf: string,
  links: Links,
  address: string,
) {
  const known = knownFrom ?? to;
  const day = from ?? to;
  const late = epochDay(known) - epochDay(day);
  return {
    known,
    day,
    since: dateText(known),
    days: daysText({ from, to }, asOf),
    before,
    now,
    how: howText({ isMended, late, to, known }),
    report:
      span.published === null
        ? ''
        : `${span.framework === null ? 'Report' : codeWords(span.framework)}, published on ${dateText(span.published)}`,
    uncertain: span.uncertain,
    href: links.to(address, { asOf: day, knownAt: known }),
    why: links.to(`${address}/why/standing`, { asOf: day, knownAt: known }),
  };
}

/** What it is to learn that: with hindsight, or as a mistake put right. */
function howText({
  isMended,
  late,
  to,
  known,
}: {
  readonly isMended: boolean;
  readonly late: number;
  readonly to: string;
  readonly known: string;
}): string {
  if (isMended) return 'Put right: the same report, as a source tells it otherwise';
  if (to < known) return 'Hindsight: all of these days had gone by';
  if (late <= 0) return 'At once';
  return `Hindsight: the first of these days lay ${counted(late, 'day')} back`;
}
