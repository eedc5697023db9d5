import { formatPartialDate, parsePartialDate } from '@monitoring-timeline/core';

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

/** From one day to another as one text. */
export function spanText(start: string | null, end: string | null): string {
  if (start !== null && end !== null && start !== end && !`${start}${end}`.includes('/')) {
    return dateText(`${start}/${end}`);
  }
  return dateText(start ?? end);
}
