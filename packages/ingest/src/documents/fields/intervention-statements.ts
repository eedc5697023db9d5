import type { PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { momentPattern, printsYear, readMoment } from './moments.ts';
import { isDenied } from './not-so.ts';
import { deliversServices, shortNames } from './posts.ts';

const moment = `(?<when>${momentPattern})`;

/** Only what a government did is intervention: boards that a council sets up for itself are not. */
const government =
  /\bDfE\b|\bDepartment\s+for\s+Education\b|\bsecretary\s+of\s+state\b|\bgovernment\b/i;

interface Form {
  readonly rule: string;
  readonly instrument: 'improvement_notice' | 'improvement_board' | 'direction';
  readonly told: RegExp;
  readonly ends?: true;
  /** Only where the sentence names the government. */
  readonly byGovernment?: true;
  /** What is said of one that is told without its day: it is there by then. */
  readonly undated?: string;
}

const form = (
  rule: string,
  instrument: Form['instrument'],
  told: string,
  rest: Pick<Form, 'ends' | 'byGovernment' | 'undated'>,
): Form => ({ rule, instrument, told: new RegExp(told, 'i'), ...rest });

const forms: readonly Form[] = [
  form(
    'notice issued',
    'improvement_notice',
    String.raw`\bimprovement\s+notice\b[^.;]{0,60}?\b(?:issued|by\s+the|from\s+the|in\s+place)\b[^.;]{0,60}?\b(?:in|on|since)\s+${moment}`,
    { byGovernment: true },
  ),
  form(
    'direction issued',
    'direction',
    String.raw`\b(?:statutory\s+|formal\s+)?direction\s+(?:was\s+|has\s+been\s+)?issued\b[^.;]{0,60}?\b(?:in|on)\s+${moment}`,
    { byGovernment: true },
  ),
  form(
    'notice lifted',
    'improvement_notice',
    String.raw`\bimprovement\s+notice\s+(?:was|had\s+been|has\s+been)\s+(?:lifted|removed|withdrawn|discharged)\b(?:[^.;]{0,40}?\b(?:in|on)\s+${moment})?|\blifted\s+the\s+improvement\s+notice\s+(?:in|on)\s+(?<lifted>${momentPattern})`,
    { ends: true },
  ),
  form(
    'board led by government',
    'improvement_board',
    String.raw`\bimprovement\s+board,?\s+(?:which\s+(?:is|was)\s+)?(?:led|chaired)\s+by\s+(?:a|the)\s+(?:[\w-]+\s+){0,4}?(?:commissioner|adviser|advisor)`,
    { byGovernment: true, undated: 'led by the government commissioner' },
  ),
  form(
    'board ended',
    'improvement_board',
    String.raw`\bimprovement\s+board\s+(?:was\s+)?(?:ended|closed|ceased|disbanded|dissolved)\s+(?:meeting\s+)?in\s+${moment}|\b(?:in|on)\s+(?<lifted>${momentPattern})\s+and\s+the\s+improvement\s+board\s+was\s+(?:ended|closed|disbanded|dissolved)`,
    { ends: true },
  ),
  form(
    'under direction',
    'direction',
    String.raw`\bwhile\s+under\s+(?:a\s+|statutory\s+)?direction\b|\b(?:by|under|following)\s+(?:an?\s+|the\s+)?(?:formal|statutory)\s+direction\b`,
    { undated: 'undated; in force by then' },
  ),
];

// sentences without these words, and without a year where one must be told, are not looked through for the forms: long reports stay quick
const ofIntervention = /improvement\s+(?:notice|board)|\bdirection\b/i;
const ofDelivery =
  /\bdeliver|\bestablished\b|\bset\s+up\b|\bcreated\b|\blaunched\b|\binception\b|\bhas\s+run\b/i;

const shortly = 40;

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

function printedMoment(groups: RegExpExecArray['groups']): PartialDate | undefined {
  const printed = groups?.when ?? groups?.lifted ?? groups?.inception;
  return printed ? readMoment(printed) : undefined;
}

function interventionsIn(statement: Statement, { context }: Reader): readonly Read<FactRead>[] {
  const { text } = statement;
  if (!ofIntervention.test(text)) return [];
  return forms.flatMap(({ rule, instrument, told, ends, byGovernment, undated }) => {
    const match = told.exec(text);
    if (!match || (byGovernment && !government.test(text))) return [];
    const said = text.slice(0, match.index + match[0].length);
    if (isDenied(said.slice(-shortly - match[0].length)) || context.elsewhere?.(said)) return [];
    return read(
      ends ? 'InterventionEnded' : 'InterventionStarted',
      printedMoment(match.groups) ?? (undated ? byThen(context) : undefined),
      { instrument, ...(undated ? { note: undated } : {}) },
      statement,
      rule,
    );
  });
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
  const { text } = statement;
  if (!provider || !ofDelivery.test(text) || !printsYear.test(text)) return [];
  const form = formOf(provider);
  const start = printedMoment(established.exec(text)?.groups);
  const speaksOfIt = /\b(?:company|trust)\b/i.test(text) || text.includes(provider);
  return [
    ...read(
      'DeliveryChanged',
      speaksOfIt ? start : undefined,
      { provider, form, stage: 'established' },
      statement,
      'provider established',
    ),
    ...read(
      'DeliveryChanged',
      speaksOfIt || /\bit\b/i.test(text) ? printedMoment(delivers.exec(text)?.groups) : undefined,
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
    for (const one of [...interventionsIn(statement, reader), ...deliveryIn(statement, reader)]) {
      const { type, occurred, data } = one.value;
      const key = JSON.stringify([type, occurred, data.instrument, data.stage]);
      if (!found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}
