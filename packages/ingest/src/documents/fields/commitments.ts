import { monthPattern, type PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../statements.ts';
import { momentPattern, readMoment } from './moments.ts';
import { topicOf } from './topics.ts';

/** What is promised, by the word that says it; the first that fits is meant. */
const acts: readonly (readonly [string, RegExp])[] = [
  ['Progress reported back', /\bprogress\b[^.;]{0,80}\breported\s+(?:back\s+)?to\b/i],
  ['Action plan', /\baction\s+plan\b/i],
  ['Evaluation', /\bevaluation\b/i],
  ['Review', /\breview(?:ed)?\b/i],
  ['Commissioned again', /\bre-?commission/i],
  ['Better work', /\b(?:work\s+is\s+required|improvements?\s+measured)\b/i],
];

/** It is still to come: a plan, not a report of what was done. */
const tocome =
  /\bwill\b|\bis\s+planned\b|\bare\s+planned\b|\bunder\s+development\b|\bbeing\s+developed\b|\bneeds?\s+to\s+be\s+sent\b/i;
/** What is told without a day only counts by more than that it will be "reviewed". */
const promised =
  /\breview\b|\b(?:progress|action\s+plan|evaluation|re-?commission|work\s+is|improvements?)/i;
/** Said outright, without a day. */
const planned = /^an?\s+[\w\s]{3,60}\s+is\s+planned\b/i;

/** It is said to be off. */
const notSo = /\bwill\s+(?:\w+\s+)?(?:not|no\s+longer|never)\b/i;
/** It is promised on a condition. */
const conditional = /(?:^|,\s+)if\b|\bsubject\s+to\b|\bdepend(?:s|ing|ent)\s+on\b|\bunless\b/i;

/** Who promises in these words is the inspectorate, or nobody. */
const notTheirs =
  /\b(?:ofsted|inspectors?|inspections?|government|department(?:\s+for\s+education)?|DfE|ministers?|courts?|judges?)\s+will\b|\bnational\s+(?:\w+\s+)?review\b|\bproposals?\s+within\s+this\s+report\b/i;
/** A sentence that only says what happens to a promise told of before it. */
const follows =
  /^(?:the\s+recommendations\s+from\s+this|the\s+review\s+and|part\s+of\s+the\s+review|the\s+review\s+of\s+[\w-]+\s+will\s+also)/i;

const dueBy = new RegExp(
  String.raw`\bby\s+(?<end>the\s+end\s+of\s+)?(?:the\s+)?(?<when>${momentPattern})`,
  'i',
);
const dueIn = new RegExp(
  String.raw`\b(?:in|on|from|during)\s+(?<when>(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:${monthPattern})\s+(?:19|20)\d{2})`,
  'i',
);
/** A day of review as the head or foot of a paper, or a cell of a plan, prints it. */
const nextReview = new RegExp(
  String.raw`\b(?:(?:date\s+(?:of|for)\s+)?(?:the\s+)?next\s+review(?:\s+date)?|review\s+(?:date|due))\s*(?:[:\t\u2013-]|(?:\b(?:is|will\s+be|due|planned|by|in|on|for)\s+){1,3})\s*(?<when>${momentPattern})`,
  'i',
);

const toCome = (text: string): boolean => tocome.test(text) || nextReview.test(text);

/** The last day of a month that an ISO month names. */
function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const day = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return `${month}-${String(day).padStart(2, '0')}`;
}

function dueOf(text: string): PartialDate | undefined {
  const next = nextReview.exec(text)?.groups?.when;
  if (next) return readMoment(next);
  const by = dueBy.exec(text)?.groups;
  const moment = by?.when ? readMoment(by.when) : undefined;
  if (
    moment &&
    (moment.precision === 'month' || moment.precision === 'day' || moment.precision === 'year')
  ) {
    const end = by?.end && moment.precision === 'month';
    return { precision: 'by', from: end ? lastDay(moment.from) : moment.from };
  }
  const month = dueIn.exec(text)?.groups?.when;
  return month ? readMoment(month) : undefined;
}

function commitmentIn(
  statement: Statement,
  heading: string,
  made: PartialDate,
): Read<FactRead> | undefined {
  const { text } = statement;
  if (!toCome(text) || notTheirs.test(text) || follows.test(text)) return undefined;
  if (notSo.test(text)) return undefined;
  const due = dueOf(text);
  // what was due before the paper is told of, and what is only said to be looked at again binds nobody
  if (due ? due.from < made.from.slice(0, due.from.length) : !promised.test(text)) return undefined;
  const act = acts.find(([, told]) => told.test(text))?.[0];
  // what is only meant to come, without an act or a date, binds nobody
  if (!act) return undefined;
  const open = conditional.test(text);
  const board = /\bLSCB\b|safeguarding\s+(?:children\s+)?(?:board|partnership)/i.test(text);
  // what is done is told apart from what it is done to
  const matter = `${heading} ${text}`.replace(/\b(?:re-?views?|evaluations?)\s+of\b/gi, ' ');
  const subject = topicOf(matter).topic;
  const plan = act === 'Action plan' || act.startsWith('Progress');
  const topic = plan
    ? `${act}${board ? ' of the safeguarding board' : ''}`
    : `${act}: ${subject.toLowerCase()}`;
  const value: FactRead = {
    type: 'CommitmentMade',
    occurred: made,
    data: { topic, ...(due ? { due } : {}) },
  };
  return {
    value,
    locators: placesOf(statement),
    confidence: !open && (due || plan || planned.test(text)) ? 'medium' : 'low',
    note: open ? 'it depends on something else' : due ? undefined : 'no day or month is set',
    rules: [due ? 'commitment with a day' : 'commitment without a day'],
  };
}

/**
 * What a council says it will do, and by when. Without a day or month a promise is told but not taken: plans speak of much that is to
 * come. A plan of action counts without one, since the law sets its day.
 */
export function readCommitments(
  blocks: readonly Block[],
  made: PartialDate,
): readonly Read<FactRead>[] {
  const found = new Map<string, Read<FactRead>>();
  let heading = '';
  let above: Block | undefined;
  for (const statement of statementsOf(blocks)) {
    const { block, text } = statement;
    // a line without a full stop is the heading of what follows
    if (block !== above && !/[.:;]["'\u2019\u201d)]*$/.test(block.text.trim()))
      heading = block.text;
    above = block;
    if (!toCome(text)) continue;
    const read = commitmentIn(statement, heading.slice(0, 250), made);
    if (!read) continue;
    const { page, line } = read.locators[0] ?? { page: 0, line: 0 };
    const key = `${page}:${line}:${String(read.value.data.topic)}`;
    const there = found.get(key);
    // of two sentences on one plan the one that sets its day says more
    if (!there || (!there.value.data.due && read.value.data.due)) found.set(key, read);
  }
  return [...found.values()];
}
