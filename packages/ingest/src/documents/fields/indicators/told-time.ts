import type { PartialDate } from '@monitoring-timeline/core';
import { type FactContext, onSite } from '../fact-context.ts';
import { lastMonths } from '../moments.ts';
import { isOver } from '../not-so.ts';
import { numberPattern, readNumber } from '../numbers.ts';
import type { Candidate } from './candidates.ts';
import { objectionTo } from './no-value.ts';

const between = /\bbetween (\{D\d+\}) and (\{D\d+\})/i;
const since = /\bsince (?:the (?:end|start|beginning) of )?(\{D\d+\})/i;
const ahead =
  /\b(?:in|at|by|during|as at|on|for) (?:the end of )?(\{D\d+\}) ?,? ?(?:[a-z]+ ){0,2}$/i;
const behind = /^[ )]*,? ?(?:in|at|during|by|as at|for) (?:the end of )?(\{D\d+\})/i;
const lately = String.raw`\b(?:in|over|during|within|for) the (?:last|past|previous|preceding)`;
const period = new RegExp(`${lately} (?:(?<n>${numberPattern}) months|year)`, 'i');

/** When a figure was so, or over which time it counts, and why that may be another; no time where that is over or to come and not said. */
export function timeOf(
  candidate: Candidate,
  context: FactContext,
): { readonly occurred?: PartialDate | undefined; readonly doubtful?: string | undefined } {
  const { groups, lead, told, rest, before, all, counted, sentence } = candidate;
  const { days, published } = context;
  const start = days?.from;
  const dateOf = (mark: string | undefined) => sentence.dates.get(mark ?? '');
  const counts = counted.takes.test('{N0}');
  const [, first, last] = (between.exec(all) ?? (counts && since.exec(all))) || [];
  const [from, to] = [dateOf(first)?.from, last ? dateOf(last)?.from : start];
  if (from && to && from < to) {
    return { occurred: { precision: 'range', from, to: last ? to : to.slice(0, from.length) } };
  }
  const within = /\{D\d+\}/.exec(told.replace(groups.e ?? '', ''))?.[0];
  const own = groups.d ?? ahead.exec(lead)?.[1] ?? behind.exec(rest)?.[1] ?? within;
  if (own) {
    const occurred = dateOf(own);
    const known = published ?? days?.to ?? start;
    // a day to come is that of a plan
    return occurred && known && occurred.from > known ? {} : { occurred };
  }
  const span = counts && period.exec(sentence.text);
  if (span && start) {
    return { occurred: lastMonths(start, readNumber(span.groups?.n ?? '') ?? 12) };
  }
  const doubtful = objectionTo(candidate, 'time', false);
  return isOver(before) ? {} : { occurred: onSite(context), doubtful };
}
