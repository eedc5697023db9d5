import type { PartialDate, PostStatus } from '@monitoring-timeline/core';
import type { Confidence, FactRead, Read } from '../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { momentPattern, printsYear, readMoment } from './moments.ts';
import { isDenied } from './not-so.ts';
import { numberPattern, readNumber } from './numbers.ts';
import { type Post, postIn, shortNames } from './posts.ts';

const inPostSince = new RegExp(
  String.raw`^(?<who>[^.;]{3,140}?)[\s,]+(?:has|have|had)\s+been\s+in\s+(?:post|role|this\s+post|the\s+post|place)\s+since\s+(?<since>${momentPattern})`,
  'i',
);
const tookUp = new RegExp(
  String.raw`(?<who>[^.;\d]{3,120}?)\s+(?:took\s+up|started\s+in|commenced\s+in)\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:post|role)\s+in\s+(?<since>${momentPattern})(?:\s+and\s+left\s+(?:the\s+post\s+|the\s+role\s+)?in\s+(?<left>${momentPattern}))?`,
  'i',
);
const willStart = new RegExp(
  String.raw`(?<who>[^.;]{3,120}?),?\s+(?:who\s+)?(?:has\s+been\s+appointed\b[^.;]{0,80}?\bwill|will|is\s+due\s+to)\s+(?:commence|start|begin|take\s+up)\s+(?:in\s+)?(?:the\s+|his\s+|her\s+)?(?:post|role)\s+in\s+(?<since>${momentPattern})`,
  'i',
);
const willTakeOn = new RegExp(
  String.raw`\b(?:is\s+due\s+to|will)\s+take\s+on\b[^.;]{0,60}?\bthe\s+role\s+of\s+(?:the\s+)?(?<who>[^.;\d]{5,60}?)\s+in\s+(?<since>${momentPattern})`,
  'i',
);
const arrangement = new RegExp(
  String.raw`^this\s+arrangement,?\s+which\s+has\s+been\s+in\s+place\s+since\s+(?<since>${momentPattern})`,
  'i',
);
const alsoAdults =
  /\b(?:DCS|director(?:\s+of\s+children['\u2019]s\s+services)?)\s+is\s+also\s+responsible\s+for\s+adult/i;
const turnover = new RegExp(
  String.raw`\b(?<count>${numberPattern}|several|many|a\s+number\s+of|frequent)\s+changes\s+(?:of|in)\s+(?:the\s+)?(?<who>(?:interim\s+)?(?:director\s+of\s+children['\u2019]s\s+services|DCS))`,
  'i',
);

function since(printed: string | undefined): PartialDate | undefined {
  const moment = printed ? readMoment(printed) : undefined;
  return moment &&
    (moment.precision === 'month' || moment.precision === 'day' || moment.precision === 'year')
    ? { precision: 'since', from: moment.from }
    : undefined;
}

interface Reader {
  readonly names: ReadonlyMap<string, string>;
  readonly context: FactContext;
  /** True where the document says that the director is responsible for adults too. */
  readonly adultsToo: boolean;
}

function fact(
  type: FactRead['type'],
  occurred: PartialDate,
  data: Readonly<Record<string, unknown>>,
  statement: Statement,
  confidence: Confidence,
  rule: string,
): Read<FactRead> {
  const held = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
  return {
    value: { type, occurred, data: held },
    locators: placesOf(statement),
    confidence,
    rules: [`tenure ${rule}`],
  };
}

function post(found: Post, reader: Reader, status?: PostStatus): Record<string, unknown> {
  const joint = found.role === 'dcs' && reader.adultsToo && status !== 'designate';
  return {
    role: found.role,
    status: status ?? found.status,
    organisation: found.organisation,
    jointWith: joint ? ['adult_services_director'] : undefined,
  };
}

/** Sentences without these words state no tenure; looking for them first keeps long reports quick. */
const mayState = /\b(?:post|role|place\s+since|changes\s+(?:of|in))\b/i;

/** The same for `turnover`, whose number may stand anywhere. */
const mayCount = /\bchanges\s+(?:of|in)\b/i;

/** The same for `tookUp`, which looks far ahead from each place. */
const mayTakeUp = /took\s+up|(?:started|commenced)\s+in/i;

/** Whom a subject names, where it is one post of this authority and not a team or a board. */
function holder(who: string | undefined, reader: Reader): Post | undefined {
  if (
    !who ||
    isDenied(who) ||
    reader.context.elsewhere?.(who) ||
    /\b(?:team|board(?!\s*\()|leadership|managers)\b/i.test(
      who.replace(/safeguarding\s+children['\u2019]?s?\s+board/i, ''),
    )
  ) {
    return undefined;
  }
  return postIn(who, reader.names);
}

function statedTenures(statement: Statement, before: Statement | undefined, reader: Reader) {
  const { text } = statement;
  if (!printsYear.test(text)) return [];
  const found: Read<FactRead>[] = [];
  const listed = statement.block.section === 'local_leadership';
  const sure: Confidence = listed ? 'high' : 'medium';
  const held = inPostSince.exec(text)?.groups;
  const heldBy = holder(held?.who, reader);
  const from = since(held?.since);
  if (heldBy && from) {
    const data = { ...post(heldBy, reader), change: 'started' };
    found.push(fact('LeadershipChanged', from, data, statement, sure, 'in post since'));
  }
  const taken = mayTakeUp.test(text) ? tookUp.exec(text)?.groups : undefined;
  const takenBy = holder(taken?.who, reader);
  const start = taken?.since ? readMoment(taken.since) : undefined;
  if (takenBy && start && taken) {
    // what is told of a predecessor says nothing of the joint post of today
    const alone = { ...post(takenBy, { ...reader, adultsToo: false }) };
    found.push(
      fact(
        'LeadershipChanged',
        start,
        { ...alone, change: 'started' },
        statement,
        'medium',
        'took up post',
      ),
    );
    const end = taken.left ? readMoment(taken.left) : undefined;
    if (end) {
      found.push(
        fact(
          'LeadershipChanged',
          end,
          { ...alone, change: 'ended' },
          statement,
          'medium',
          'left post',
        ),
      );
    }
  }
  const coming = (willStart.exec(text) ?? willTakeOn.exec(text))?.groups;
  const comingIn = holder(coming?.who, reader);
  const day = since(coming?.since);
  if (comingIn && day && coming) {
    const joint = /\bchief\s+executive\b/i.test(coming.who ?? '') && comingIn.role === 'dcs';
    // of what the other half of a joint post is chief executive, a report need not say
    const title = joint ? 'joint post of director and chief executive' : undefined;
    const data = { ...post(comingIn, reader, 'designate'), title, change: 'appointed' };
    found.push(fact('LeadershipChanged', day, data, statement, sure, 'appointed to start'));
  }
  const lasting = since(arrangement.exec(text)?.groups?.since);
  const earlier =
    before && /\b(?:interim|acting)\b/i.test(before.text)
      ? postIn(before.text, reader.names)
      : undefined;
  if (lasting && earlier?.status) {
    const data = { ...post(earlier, reader), change: 'started' };
    found.push(fact('LeadershipChanged', lasting, data, statement, 'medium', 'arrangement since'));
  }
  return found;
}

/** Changes that are counted without their dates stay a count: from the inspection before, where that is what they are counted from. */
function countedChanges(statement: Statement, { context }: Reader): readonly Read<FactRead>[] {
  const { text } = statement;
  const told = mayCount.test(text) ? turnover.exec(text) : null;
  const until = context.days?.to ?? context.days?.from ?? context.published;
  if (!told?.groups || !until) return [];
  if (isDenied(text.slice(0, told.index)) || context.elsewhere?.(text)) return [];
  const { groups } = told;
  const printed = `${groups.count?.replace(/\s+/g, ' ').toLowerCase()} changes`;
  const { previous } = context;
  const occurred: PartialDate =
    previous && previous.slice(0, 4) <= until.slice(0, 4)
      ? { precision: 'range', from: previous.slice(0, 4), to: until.slice(0, 7) }
      : { precision: 'by', from: until };
  const data = { role: 'dcs', count: readNumber(groups.count ?? ''), printed };
  return [fact('TurnoverObserved', occurred, data, statement, 'medium', 'changes counted')];
}

/** One tenure that is told twice is one; what is told with more detail stands. */
function distinct(facts: readonly Read<FactRead>[]): readonly Read<FactRead>[] {
  const kept = new Map<string, Read<FactRead>>();
  for (const read of facts) {
    const { type, occurred, data } = read.value;
    const key = JSON.stringify([type, data.role, data.change, data.printed, occurred]);
    const there = kept.get(key);
    const rank = (one: Read<FactRead>): number =>
      (one.confidence === 'high' ? 100 : 0) + Object.keys(one.value.data).length;
    if (!there || rank(read) > rank(there)) kept.set(key, read);
  }
  return [...kept.values()];
}

/**
 * Who holds a post since when, who is appointed to one, and how often a post changed hands, as a report states it. Posts of public
 * office only; a holder whom the document does not name stays unnamed.
 */
export function readLeadershipStatements(
  blocks: readonly Block[],
  context: FactContext,
): readonly Read<FactRead>[] {
  const reader: Reader = {
    names: shortNames(blocks),
    context,
    adultsToo: blocks.some(
      ({ section, text }) => section === 'local_leadership' && alsoAdults.test(text),
    ),
  };
  const found: Read<FactRead>[] = [];
  let before: Statement | undefined;
  for (const statement of statementsOf(blocks)) {
    if (mayState.test(statement.text)) {
      found.push(...statedTenures(statement, before, reader), ...countedChanges(statement, reader));
    }
    before = statement;
  }
  return distinct(found);
}
