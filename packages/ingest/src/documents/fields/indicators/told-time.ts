import type { PartialDate } from '@monitoring-timeline/core';
import { type FactContext, onSite } from '../fact-context.ts';
import { lastMonths } from '../moments.ts';
import { isOver } from '../not-so.ts';
import { numberPattern, readNumber } from '../numbers.ts';
import type { Marked } from './figures.ts';
import type { Told } from './frames.ts';
import { objectionTo } from './no-value.ts';

const between = /\bbetween (\{D\d+\}) and (\{D\d+\})/i;
const since = /\bsince (?:the (?:end|start|beginning) of )?(\{D\d+\})/i;
const ahead =
  /\b(?:in|at|by|during|as at|on|for) (?:the end of )?(\{D\d+\}) ?,? ?(?:[a-z]+ ){0,2}$/i;
const behind = /^[ )]*,? ?(?:in|at|during|by|as at|for) (?:the end of )?(\{D\d+\})/i;
const lately = String.raw`\b(?:in|over|during|within|for) the (?:last|past|previous|preceding)`;
const period = new RegExp(`${lately} (?:(?<n>${numberPattern}) months|year)`, 'i');

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
  return isOver(before)
    ? {}
    : { occurred: onSite(context), doubtful: objectionTo(told, 'time', false) };
}
