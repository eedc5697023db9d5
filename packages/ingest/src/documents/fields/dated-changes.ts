import { monthNumber, monthPattern, type PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import {
  broughtIn,
  type Change,
  changeOf,
  type Groups,
  lately,
  momentOf,
  monthOrYear,
  monthsUntil,
  nearYear,
  thing,
} from './change-words.ts';
import { isoDay } from './dates.ts';
import { type FactContext, isToldElsewhere, onSite } from './fact-context.ts';
import { isUndone } from './not-so.ts';
import { topicOf } from './topics.ts';

interface Form {
  readonly name: string;
  readonly told: RegExp;
  when(groups: Groups, context: FactContext): PartialDate | undefined;
  /** Where no noun of the match says what was changed. */
  readonly change?: Change;
  readonly planned?: true;
}

const form = (
  name: string,
  told: string,
  when: Form['when'],
  rest: Pick<Form, 'change' | 'planned'> = {},
): Form => ({ name, told: new RegExp(told, 'i'), when, ...rest });

const month = String.raw`(?<month>${monthPattern})\s+(?<year>20\d{2})`;
/** What a thing is for stands between it and what became of it. */
const of = String.raw`(?:\s+(?:for|of|to|on|with|between|across|within|based|led|in)\s+[^.;:(),]{0,60}?)?`;
const adverbs = String.raw`(?:(?:\w+ly|first|both|also|only|newly|then)\s+)*`;
const which = String.raw`,?\s+(?:(?:which|that)\s+)?`;
const came = String.raw`(?:began|started|commenced|went\s+live|came\s+into\s+(?:use|effect|force))`;
const was = String.raw`${which}(?:was|were|has\s+been|have\s+been|had\s+been)\s+${adverbs}${broughtIn}`;
const article = String.raw`(?:an?|the|its|their|new|several|two|three|four)\s`;
const became = String.raw`${thing}${of}(?:${was}|,?\s+${adverbs}${broughtIn}(?!\s+${article})|${which}${adverbs}${came})`;
/** What stands between a change and its date is no other event. */
const gap = String.raw`(?:\s+(?!after\b|before\b|since\b|following\b|prior\b)[a-z][^.;:()]{0,40}?)??`;
/** What is brought in, and nothing that is only of it. */
const object = String.raw`${article}(?:(?!of\b|for\b|in\b(?!\s+(?:need|care)\b)|from\b|to\b|on\b|about\b|into\b|around\b|which\b|that\b)[^\s.;:()]+\s+){0,8}?${thing}(?=[,.]|$|\s+(?:in|from|of|for|to|on|with|between|across|at|over|during|which|that|and|led|based|named|called)\b)`;
/** What is not said of whoever brings something in. */
const actor = String.raw`(?<!\b(?:been|be|being|is|are|was|were|not|to|and|newly|recently|which|that)\s)\b`;
const brings = String.raw`${actor}(?:${broughtIn}|commissioned|engaged|published)\s+${object}`;
const bringing = String.raw`\b(?:(?:re-?\s?)?launch|introduction|implementation|establishment|creation|opening|roll-?out)\s+of\s+${object}`;
const moved = String.raw`\b(?:relocat(?:ion|ed)|restructur(?:e|ing|ed)|re-?organi[sz](?:ation|ed)|co-?location|co-?located)\b`;
const visit = String.raw`\bduring\s+(?:this|the|our)\s+(?:[a-z]+(?:-week)?\s+){0,2}?(?:inspection|visit)\b`;
const hasBrought = String.raw`\b(?:(?:has|have)\s+(?:also\s+|recently\s+)?(?:been\s+(?:introducing|implementing|establishing|rolling\s+out)|${broughtIn})|in\s+(?:introducing|implementing|establishing))\s+${object}`;
/** Where a clause begins. */
const clause = String.raw`(?:^|[.,;:]\s+(?:and\s+|but\s+)?)`;
const toCome = String.raw`(?:(?:(?:is|are)\s+(?:now\s+|currently\s+|also\s+)?)?(?:due|planned|scheduled|expected|set)\s+to|will)\s+`;
const toBring = String.raw`(?:be\s+${adverbs}${broughtIn}|go\s+live|launch|start|begin|commence|come\s+into\s+(?:use|effect|force)|open)`;
const ahead = String.raw`(?:\s+[a-z][^.;:()]{0,30}?)??\s+(?:(?:in|from|by|on|at|during)\s+(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?${monthOrYear}|${nearYear})`;

const reorganised: Change = { kind: 'structure', label: 'Moved or reorganised' };
const inUse: Change = { kind: 'practice', label: 'In use' };
const failure: Change = { kind: 'incident', label: 'Breakdown or failure' };
const rollOut: Change = { kind: 'programme', label: 'New programme' };

const dated: Form['when'] = (groups) => momentOf(groups);
const since: Form['when'] = (groups) => {
  const moment = momentOf(groups);
  return moment && { precision: 'since', from: moment.from };
};

/** An introduction that is dated by the document's own year may be still to come. */
const done: Form['when'] = (groups, { told, published, days }) => {
  const moment = momentOf(groups);
  const own = (told ?? published ?? days?.from)?.slice(0, 4);
  return moment?.precision === 'year' && moment.from === own ? undefined : moment;
};

/** From the first month to the last, where two are printed. */
const months: Form['when'] = (groups) => {
  const last = momentOf(groups);
  const number = monthNumber(groups.first ?? '');
  const from = number ? isoDay(Number(groups.year), number, 1)?.slice(0, 7) : undefined;
  if (!last || from === undefined || from >= last.from) return last;
  return { precision: 'range', from, to: last.from };
};

/** The months up to the document's own day. */
const untilNow: Form['when'] = (groups, { told, days, published }) => {
  const day = told ?? days?.from ?? published;
  return day === undefined ? undefined : monthsUntil(groups, day);
};

/** What lay before the document's own day is no plan of it. */
const planned: Form['when'] = (groups, { told, published, days }) => {
  const day = told ?? published ?? days?.from;
  const moment = momentOf(groups, day);
  return day && moment && moment.from >= day.slice(0, moment.from.length) ? moment : undefined;
};

const onVisit: Form['when'] = (_, context) => (context.days ? onSite(context) : undefined);

/** Forms in which a report dates a change. The first that fits is meant. */
const forms: readonly Form[] = [
  form(
    'failure',
    String.raw`\bthe\s+victim\s+of\s+an?\s+[^.;]{0,40}?\b(?:cyber|attack)[^.;]{0,20}?\s+in\s+${month}`,
    dated,
    { change: failure },
  ),
  form(
    'failure',
    String.raw`\b(?:during|in)\s+(?:(?<first>${monthPattern})\s+and\s+)?${month},?\s+the\s+(?:local\s+authority|council)\s+(?:was\s+subject\s+to|suffered|experienced)\s+a\s+[^.;]{0,80}?\b(?:breakdown|failure|cyber)`,
    months,
    { change: failure },
  ),
  form(
    'in use since',
    String.raw`^(?:[\s\S]*[.!?]\s+)?since\s+${month},\s+(?:[a-z]+\s+){1,6}?(?:are|have\s+been)\s+using\b`,
    since,
    { change: inUse },
  ),
  form(
    'in use since',
    String.raw`\b(?:team|service|arrangements|system|framework|tool|model|process)\b[^.;]{0,120}?\b(?:been|put)\s+(?:\w+\s+)?in\s+(?:place|use)\s+since\s+${month}`,
    since,
    { change: inUse },
  ),
  form(
    'to come',
    String.raw`${thing}${of}${which}(?:and\s+)?${toCome}${toBring}${ahead}`,
    planned,
    {
      planned: true,
    },
  ),
  form(
    'to come',
    String.raw`\b(?:is|are)\s+being\s+(?:rolled\s+out|introduced|launched|implemented)${ahead}`,
    planned,
    { planned: true, change: rollOut },
  ),
  form('reorganised', String.raw`${moved}[^.;,]{0,80}?\s(?:in|from)\s+${monthOrYear}`, dated, {
    change: reorganised,
  }),
  form(
    'was brought in',
    String.raw`${became}${gap}\s+(?:in|from|since|at|during)\s+${monthOrYear}`,
    dated,
  ),
  form(
    'was brought in',
    String.raw`${clause}(?:in|since|from)\s+${monthOrYear},?\s+[^.;:(),]{0,80}?${thing}${of}${which}(?:was|were|has\s+been|have\s+been)\s+${adverbs}${broughtIn}\b`,
    dated,
  ),
  form('bringing in', String.raw`${bringing}${of}\s+(?:in|from|since)\s+${monthOrYear}`, done),
  form('brings in', String.raw`${brings}[^.;:()]{0,60}?\s(?:in|from)\s+${monthOrYear}`, dated),
  form(
    'brings in',
    String.raw`${clause}(?:in|since|from)\s+${monthOrYear},?\s+[^.;:(),]{2,80}?\s${brings}`,
    dated,
  ),
  form('during the visit', String.raw`${became}(?:\s+[a-z]+)??\s+${visit}`, onVisit),
  form('during the visit', String.raw`${visit},?\s+[^.;:()]{2,80}?\s${brings}`, onVisit),
  form('lately', String.raw`${lately},?\s+[^.;:()]{2,80}?${hasBrought}`, untilNow),
  form('lately', String.raw`${hasBrought}[^.;:()]{0,80}?\s${lately}`, untilNow),
];

/** Sentences without these words date no change; looking for them first keeps long reports quick. */
const mayTell =
  /launch|introduc|implement|establish|creat|set\s+up|in(?:to)?\s+place|roll|form|open|commission|engag|publish|began|start|commence|live|use|using|complet|locat|organi|restructur|breakdown|failure|cyber/i;
const mayDate =
  /20\d{2}|\b(?:this|next)\s+year\b|\bduring\s+(?:this|the|our)\b|\bthe\s+(?:last|past|previous)\b/i;

/** What is planned, wished for or not so; looked for in what is told, and shortly before and after it. */
const notSo =
  /\b(?:will|would|should|could|may(?!\s+20)|might|plan(?:s|ned|ning)?\s+(?:to|for|on)|planned|proposed|due|intend\w*|yet|not|never|no|until|before|if|unless|failed)\b/i;
const undone = /\b(?:not|never|if|unless|hope[ds]?|until)\b/i;
const shortly = 40;
/** What was done for the whole of England, or by whoever inspects, is no change of the authority's. */
const ofOthers =
  /\b(?:national(?:ly)?|(?<!local\s)government|ofsted|england|legislation|act|statutory\s+guidance|secretary\s+of\s+state|department\s+for\s+education|DfE|inspection\s+framework|integrated\s+care\s+boards?|ICBs?)\b/i;

/** A partner that brings in something of its own. */
const partner =
  /\b(?:police|constabulary|clinical\s+commissioning\s+groups?|CCGs?|NHS|hospitals?|probation(?:\s+\w+)?)\s+(?:(?:has|have|had|also|recently)\s+){0,2}$/i;

/** What only happens within a service is not the service itself. */
const partOfIt =
  /\b(?:improvements?|delivery|recommendations?|work|preparations?|consultations?|discussions?)\s+(?:of|in|for|to|on)\b[^.;,]{0,60}$/i;

/** Changes of a strategy, programme, service, structure or practice, done or to come, and incidents, where a report prints when. */
export function readDatedChanges(
  blocks: readonly Block[],
  context: FactContext = {},
): readonly Read<FactRead>[] {
  const found = new Map<string, Read<FactRead>>();
  const latest = context.told ?? context.published ?? context.days?.to;
  for (const statement of statementsOf(blocks)) {
    const { text } = statement;
    if (!mayTell.test(text) || !mayDate.test(text)) continue;
    for (const { name, told, when, change, planned: ahead } of forms) {
      const match = told.exec(text);
      if (!match?.groups) continue;
      const occurred = when(match.groups, context);
      if (!occurred) continue;
      const end = match.index + match[0].length;
      const said = text.slice(Math.max(0, match.index - shortly), end);
      if ((ahead ? undone : notSo).test(said) || isUndone(text.slice(end))) continue;
      if (
        ofOthers.test(said) ||
        isToldElsewhere(text, end, context) ||
        partner.test(text.slice(0, match.index)) ||
        partOfIt.test(text.slice(0, match.index))
      )
        continue;
      // what is told as done lies not ahead of whoever tells it
      if (!ahead && latest && occurred.from > latest.slice(0, occurred.from.length)) continue;
      const { kind, label } = change ?? changeOf(match.groups.thing ?? '');
      const about = topicOf(text);
      const what = ahead ? `${label} to come` : label;
      const topic = about.theme ? `${what}: ${about.topic.toLowerCase()}` : what;
      const key = `${kind} ${topic} ${occurred.from}`;
      if (found.has(key)) break;
      const data = { kind, topic, ...(ahead ? { planned: true } : {}) };
      found.set(key, {
        value: { type: 'ContextNoted', occurred, data },
        locators: placesOf(statement),
        confidence: 'medium',
        rules: [`change ${name}`, `change of ${kind}`],
      });
      break;
    }
  }
  return [...found.values()];
}
