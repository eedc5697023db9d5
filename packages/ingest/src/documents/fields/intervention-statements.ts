import type { PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { momentPattern, readMoment } from './moments.ts';
import { deliversServices, shortNames } from './posts.ts';

const moment = `(?<when>${momentPattern})`;

/** Only what a government did is intervention: boards that a council sets up for itself are not. */
const government =
  /\bDfE\b|\bDepartment\s+for\s+Education\b|\bsecretary\s+of\s+state\b|\bgovernment\b/i;

const noticeIssued = new RegExp(
  String.raw`\bimprovement\s+notice\b[^.;]{0,60}?\b(?:issued|by\s+the|from\s+the|in\s+place)\b[^.;]{0,60}?\b(?:in|on|since)\s+${moment}`,
  'i',
);
const noticeEnded = new RegExp(
  String.raw`\bimprovement\s+notice\s+(?:was|had\s+been|has\s+been)\s+(?:lifted|removed|withdrawn|discharged)\b(?:[^.;]{0,40}?\b(?:in|on)\s+${moment})?|\blifted\s+the\s+improvement\s+notice\s+(?:in|on)\s+(?<lifted>${momentPattern})`,
  'i',
);
const boardEnded = new RegExp(
  String.raw`\bimprovement\s+board\s+(?:was\s+)?(?:ended|closed|ceased|disbanded|dissolved)\s+(?:meeting\s+)?in\s+${moment}|\b(?:in|on)\s+(?<lifted>${momentPattern})\s+and\s+the\s+improvement\s+board\s+was\s+(?:ended|closed|disbanded|dissolved)`,
  'i',
);
const boardLed =
  /\bimprovement\s+board,?\s+(?:which\s+(?:is|was)\s+)?(?:led|chaired)\s+by\s+(?:a|the)\s+(?:[\w-]+\s+){0,4}?(?:commissioner|adviser|advisor)/i;
const underDirection =
  /\bwhile\s+under\s+(?:a\s+|statutory\s+)?direction\b|\b(?:by|under|following)\s+(?:an?\s+|the\s+)?(?:formal|statutory)\s+direction\b/i;
const directionIssued = new RegExp(
  String.raw`\b(?:statutory\s+|formal\s+)?direction\s+(?:was\s+|has\s+been\s+)?issued\b[^.;]{0,60}?\b(?:in|on)\s+${moment}`,
  'i',
);

/** Sentences without these words tell of no intervention; looking for them first keeps long reports quick. */
const mayTell =
  /improvement\s+(?:notice|board)|\bdirection\b|\bdeliver|\bestablished\b|\bset\s+up\b|\bcreated\b|\blaunched\b|\binception\b|\bhas\s+run\b/i;

interface Reader {
  readonly context: FactContext;
  readonly names: ReadonlyMap<string, string>;
  /** The one trust or company that the document names. */
  readonly provider: string | undefined;
}

function read(
  type: FactRead['type'],
  occurred: PartialDate | undefined,
  data: Readonly<Record<string, unknown>>,
  statement: Statement,
  rule: string,
): readonly Read<FactRead>[] {
  if (!occurred) return [];
  const rules = [`intervention ${rule}`];
  const locators = placesOf(statement);
  return [{ value: { type, occurred, data }, locators, confidence: 'medium', rules }];
}

/** An undated fact is known to hold by the beginning of the inspection, or by the day of the paper. */
function byThen({ days, published }: FactContext): PartialDate | undefined {
  const from = days?.from ?? published;
  return from ? { precision: 'by', from } : undefined;
}

function when(text: string, pattern: RegExp): PartialDate | undefined {
  const groups = pattern.exec(text)?.groups;
  const printed = groups?.when ?? groups?.lifted;
  return printed ? readMoment(printed) : undefined;
}

function interventionsIn(statement: Statement, { context }: Reader): readonly Read<FactRead>[] {
  const { text } = statement;
  const found: Read<FactRead>[] = [];
  if (government.test(text)) {
    const issued = when(text, noticeIssued);
    found.push(
      ...read(
        'InterventionStarted',
        issued,
        { instrument: 'improvement_notice' },
        statement,
        'notice issued',
      ),
      ...read(
        'InterventionStarted',
        when(text, directionIssued),
        { instrument: 'direction' },
        statement,
        'direction issued',
      ),
    );
  }
  const lifted = when(text, noticeEnded);
  found.push(
    ...read(
      'InterventionEnded',
      lifted,
      { instrument: 'improvement_notice' },
      statement,
      'notice lifted',
    ),
  );
  if (boardLed.test(text) && government.test(text)) {
    const data = { instrument: 'improvement_board', note: 'led by the government commissioner' };
    found.push(
      ...read('InterventionStarted', byThen(context), data, statement, 'board led by government'),
    );
  }
  const closed = when(text, boardEnded);
  found.push(
    ...read(
      'InterventionEnded',
      closed,
      { instrument: 'improvement_board' },
      statement,
      'board ended',
    ),
  );
  if (underDirection.test(text)) {
    const data = { instrument: 'direction', note: 'undated; in force by then' };
    found.push(...read('InterventionStarted', byThen(context), data, statement, 'under direction'));
  }
  return found;
}

const established = new RegExp(
  String.raw`\b(?:company|trust|${'[A-Z][A-Za-z]{1,7}'}),?\s+(?:was\s+)?(?:established|set\s+up|created|launched)\s+in\s+${moment}|\bsince\s+its\s+inception\s+in\s+(?<inception>${momentPattern})`,
  'i',
);
const delivers = new RegExp(
  String.raw`\b(?:did\s+not\s+start\s+to\s+deliver\s+services\s+until|started\s+to\s+deliver\s+(?:\w+\s+)?services\s+(?:in|on)|to\s+deliver,?\s+from|has\s+(?:run|delivered)\s+[^.;]{0,80}?\bsince)\s+${moment}`,
  'i',
);

function formOf(name: string): 'trust' | 'company' {
  return /\btrust\b/i.test(name) ? 'trust' : 'company';
}

/** A trust or company takes over. Only with its name and the month: what is told without a date is not a change that can be placed. */
function deliveryIn(statement: Statement, { provider }: Reader): readonly Read<FactRead>[] {
  if (!provider) return [];
  const { text } = statement;
  const form = formOf(provider);
  const set = established.exec(text)?.groups;
  const start = set?.when ?? set?.inception;
  const speaksOfIt = /\b(?:company|trust)\b/i.test(text) || text.includes(provider);
  return [
    ...read(
      'DeliveryChanged',
      start && speaksOfIt ? readMoment(start) : undefined,
      { provider, form, stage: 'established' },
      statement,
      'provider established',
    ),
    ...read(
      'DeliveryChanged',
      speaksOfIt || /\bit\b/i.test(text) ? when(text, delivers) : undefined,
      { provider, form, stage: 'delivering' },
      statement,
      'provider delivers',
    ),
  ];
}

/** The trust or company of children's services that a document names, by its full name; undefined where there are several. */
function providerIn(blocks: readonly Block[], names: ReadonlyMap<string, string>) {
  const explained = [...names.values()].filter(
    (name) =>
      deliversServices(name) && !/\b(?:NHS|foundation|academy|hospital|national)\b/i.test(name),
  );
  const named = /\b((?:[A-Z][\w\u2019']+\s+){1,3}Children['\u2019]s\s+Trust)\b/;
  const found = new Set(explained);
  for (const { text } of blocks) {
    if (!/\b(?:trust|company|delivery\s+model)\b/i.test(text)) continue;
    const told =
      named.exec(text)?.[1] ??
      /\b(?:chair\s+of\s+|delivery\s+model[^.]{0,60}['\u2018])([A-Z]\w+(?:\s+(?:for|of|[A-Z]\w+)){1,4})(?:['\u2019,]|,\s+the\s+company)/i.exec(
        text,
      )?.[1];
    if (told && deliversServices(told)) found.add(told.replace(/\s+/g, ' '));
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/**
 * Intervention by the government and changes of who delivers services, as a report, paper or article tells of them. Each is dated as
 * printed; an instrument that is only said to be there is known to be there by the day of the inspection.
 */
export function readInterventionStatements(
  blocks: readonly Block[],
  context: FactContext,
): readonly Read<FactRead>[] {
  const names = shortNames(blocks);
  const reader: Reader = { context, names, provider: providerIn(blocks, names) };
  const found = new Map<string, Read<FactRead>>();
  for (const statement of statementsOf(blocks)) {
    if (!mayTell.test(statement.text)) continue;
    for (const one of [...interventionsIn(statement, reader), ...deliveryIn(statement, reader)]) {
      const { type, occurred, data } = one.value;
      const key = JSON.stringify([type, occurred, data.instrument, data.stage]);
      if (!found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}
