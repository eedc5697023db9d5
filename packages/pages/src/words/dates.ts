import { formatPartialDate, parsePartialDate } from '@monitoring-timeline/core';
import type { VisitShown } from '@monitoring-timeline/projections';

/** A date as precise as it is given: "12 March 2026", "March 2026". */
export function dateText(date: string | null | undefined): string {
  return date ? formatPartialDate(parsePartialDate(date)) : 'a day not given';
}

/** "12 Mar 2026", for a narrow column. */
export function shortDate(date: string | null | undefined): string {
  return dateText(date).replaceAll(
    /\b(January|February|March|April|August|September|October|November|December)\b/g,
    (month) => month.slice(0, 3),
  );
}

/** A day, a month or a year, which can be the end of a span. */
const end = /^\d{4}(?:-\d{2}){0,2}$/;

/** From one date to another as one text; what is no more than "by" a day is told apart. */
export function spanText(start: string | null, until: string | null): string {
  if (start === null || until === null || start === until) return dateText(start ?? until);
  if (end.test(start) && end.test(until) && start.length === until.length) {
    return dateText(`${start}/${until}`);
  }
  return `${dateText(start)} to ${dateText(until)}`;
}

/** When inspectors were on site: where they came in parts, each of them. */
export function onSiteText({
  start,
  end: until,
  parts,
}: Pick<VisitShown, 'start' | 'end' | 'parts'>): string {
  if (parts === null) return spanText(start, until);
  const spans = parts.map((part) => spanText(part.from, part.to));
  return `${spans.slice(0, -1).join(', ')} and ${spans.at(-1)}`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});

/** An instant as it was in London, to the minute: "30 November 2026, 08:12". Ms since 1970, or an ISO time stamp. */
export function instantText(instant: number | string): string {
  return clock
    .format(typeof instant === 'number' ? instant : Date.parse(instant))
    .replace(' at ', ', ');
}
