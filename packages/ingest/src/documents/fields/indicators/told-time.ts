import { monthPattern, type PartialDate } from '@monitoring-timeline/core';
import { type FactContext, onSite } from '../fact-context.ts';
import { lastMonths } from '../moments.ts';
import { isOver } from '../not-so.ts';
import { numberPattern, readNumber } from '../numbers.ts';
import type { Marked } from './figures.ts';
import { inClause, type Told } from './frames.ts';

const period = new RegExp(
  String.raw`\b(?:in|over|during|within|for)\s+the\s+(?:last|past|previous|preceding)\s+(?:(?<n>${numberPattern})\s+months|year)`,
  'i',
);
const between = /\bbetween\s+(\{D\d+\})\s+and\s+(\{D\d+\})/i;
const since = /\bsince\s+(?:the\s+(?:end|start|beginning)\s+of\s+)?(\{D\d+\})/i;
const ahead =
  /\b(?:in|at|by|during|as\s+at|on|for)\s+(?:the\s+end\s+of\s+)?(\{D\d+\})\s*,?\s*(?:[a-z]+\s+){0,2}$/i;
const behind = /^[\s)]*,?\s*(?:in|at|during|by|as\s+at|for)\s+(?:the\s+end\s+of\s+)?(\{D\d+\})/i;
/** A time that a figure is compared with, or that something has lasted since, is not the figure's own. */
const notItsOwn =
  /(?:average|nationally|since|compared\s+(?:with|to)|legislation|act|from|inspection)[^,;]{0,40}$/i;
/** What the inspection before found is not of this one. */
const foundBefore =
  /\b(?:last|previous)\s+(?:(?!this\b)\w+\s+){0,2}?(?:inspection|visit)\s+(?:(?:also|had)\s+)?(?:found|reported|identified|noted|showed)\b|\b(?:at|during)\s+(?:the\s+time\s+of\s+)?the\s+(?:last|previous)\s+(?:\w+\s+){0,2}?(?:inspection|visit),?\s[^;]{0,200}\{/i;
/** A month or quarter without its year may be any year's. */
const someMonth = new RegExp(
  String.raw`\b(?:in|by|during|until|end\s+of)\s+(?:${monthPattern})\b|\bquarters?\s+\d|(?<![{\w])Q[1-4]\b|\bon\s+(?:one|\{N\d+\})\s+day\b`,
  'i',
);

/** Why a figure may be of another time than that of the inspection. */
function doubtOfTime(told: Told): string | undefined {
  const { all, groups } = told;
  if (foundBefore.test(`${told.lead}${told.told}`))
    return 'the inspection before may have found it';
  const another = [...all.matchAll(/\{D\d+\}/g)].some(
    ({ 0: mark, index }) => mark !== groups.e && !notItsOwn.test(all.slice(0, index)),
  );
  const unsure = another || someMonth.test(inClause(told));
  return unsure ? 'the sentence names a time that may be its' : undefined;
}

/** When a figure was so, or over which time it `counts`, and why that may be another; no time where that is over or to come and not said. */
export function timeOf(
  told: Told,
  counts: boolean,
  { text, dates }: Marked,
  context: FactContext,
): { readonly occurred?: PartialDate | undefined; readonly doubtful?: string | undefined } {
  const { groups, lead, rest, before, all } = told;
  const { days, published } = context;
  const start = days?.from;
  const during = (from: string, to: string) => ({
    occurred: { precision: 'range', from, to } as const,
  });
  const [first, last] = (between.exec(all) ?? []).slice(1).map((mark) => dates.get(mark));
  if (first && last && first.from < last.from) return during(first.from, last.from);
  const begun = counts ? dates.get(since.exec(all)?.[1] ?? '') : undefined;
  if (begun && start && begun.from < start) {
    return during(begun.from, start.slice(0, begun.from.length));
  }
  const within = /\{D\d+\}/.exec(told.told.replace(groups.e ?? '', ''))?.[0];
  const own = groups.d ?? ahead.exec(lead)?.[1] ?? behind.exec(rest)?.[1] ?? within;
  if (own) {
    const occurred = dates.get(own);
    const known = published ?? days?.to ?? start;
    // a day to come is that of a plan
    return occurred && known && occurred.from > known ? {} : { occurred };
  }
  const span = counts ? period.exec(text) : undefined;
  if (span && start) {
    return { occurred: lastMonths(start, readNumber(span.groups?.n ?? '') ?? 12) };
  }
  return isOver(before) ? {} : { occurred: onSite(context), doubtful: doubtOfTime(told) };
}
