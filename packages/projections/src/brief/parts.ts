import { formatPartialDate, parsePartialDate } from '@monitoring-timeline/core';
import type { BriefItem, BriefPart, BriefSection, BriefTopic } from './document.ts';

export function section(
  topic: BriefTopic,
  heading: string,
  parts: readonly BriefPart[],
): BriefSection {
  return { topic, heading, parts };
}

export function text(words: string): BriefPart {
  return { kind: 'text', text: words };
}

/** Items of one lead under one another; a sentence where there are none. */
export function listOr(items: readonly BriefItem[], none: string): BriefPart {
  if (items.length === 0) return text(none);
  const byLead = [...Map.groupBy(items, ({ lead }) => lead)];
  return {
    kind: 'items',
    items: byLead.map(([lead, some]) => ({ lead, texts: some.flatMap(({ texts }) => texts) })),
  };
}

export function dateText(day: string | null | undefined): string {
  return day ? formatPartialDate(parsePartialDate(day)) : 'a day not given';
}

/** "12 Mar 2026", for a narrow column. */
export function shortDate(day: string | null): string {
  return dateText(day).replaceAll(
    /\b(January|February|March|April|August|September|October|November|December)\b/g,
    (month) => month.slice(0, 3),
  );
}

const plainDate = /^\d{4}(?:-\d{2}){0,2}$/;

export function spanText(start: string | null, end: string | null): string {
  const both = start !== null && end !== null && plainDate.test(start) && plainDate.test(end);
  if (both && start !== end) {
    return dateText(`${start}/${end}`);
  }
  return dateText(start ?? end);
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
