import { monthNumber, monthPattern, type PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import { isoDay } from './dates.ts';
import { topicOf } from './topics.ts';

const month = String.raw`(?<month>${monthPattern})\s+(?<year>20\d{2})`;

interface Form {
  readonly kind: 'strategy' | 'programme' | 'service' | 'structure' | 'practice' | 'incident';
  readonly label: string;
  readonly told: RegExp;
  readonly since?: boolean;
}

const begun = String.raw`(?:,?\s+(?:(?:which|that)\s+)?(?:was|were)|,)?\s+(?:formally\s+|first\s+)?(?:launched|introduced|implemented|set\s+up)\s+in\s+${month}`;

/** Forms in which a report dates a change. Only what is printed with its month, and in so many words, is taken. */
const forms: readonly Form[] = [
  {
    kind: 'strategy',
    label: 'Strategy launched',
    told: new RegExp(`\\b(?:strategy|(?:progress|improvement)\\s+plan)${begun}`, 'i'),
  },
  { kind: 'programme', label: 'Programme begun', told: new RegExp(`\\bprogramme${begun}`, 'i') },
  {
    kind: 'service',
    label: 'Service begun',
    told: new RegExp(`\\b(?:service|team|hub)${begun}`, 'i'),
  },
  {
    kind: 'structure',
    label: 'Moved or reorganised',
    told: new RegExp(
      String.raw`\b(?:relocation|restructur(?:e|ing)|reorgani[sz]ation|co-location)\b[^.;,]{0,80}?\bcompleted\s+in\s+${month}`,
      'i',
    ),
  },
  {
    kind: 'practice',
    label: 'In use',
    told: new RegExp(
      String.raw`^(?:[\s\S]*[.!?]\s+)?since\s+${month},\s+(?:[a-z]+\s+){1,6}?(?:are|have\s+been)\s+using\b`,
      'i',
    ),
    since: true,
  },
  {
    kind: 'practice',
    label: 'In use',
    told: new RegExp(
      String.raw`\b(?:team|service|arrangements|system|framework|tool|model|process)\b[^.;]{0,120}?\b(?:been|put)\s+(?:\w+\s+)?in\s+(?:place|use)\s+since\s+${month}`,
      'i',
    ),
    since: true,
  },
  {
    kind: 'incident',
    label: 'Breakdown or failure',
    told: new RegExp(
      String.raw`\bthe\s+victim\s+of\s+an?\s+[^.;]{0,40}?\b(?:cyber|attack)[^.;]{0,20}?\s+in\s+${month}`,
      'i',
    ),
  },
  {
    kind: 'incident',
    label: 'Breakdown or failure',
    told: new RegExp(
      String.raw`\b(?:during|in)\s+(?:(?<first>${monthPattern})\s+and\s+)?${month},?\s+the\s+(?:local\s+authority|council)\s+(?:was\s+subject\s+to|suffered|experienced)\s+a\s+[^.;]{0,80}?\b(?:breakdown|failure|cyber)`,
      'i',
    ),
  },
];

/** Sentences without these words date no change; looking for them first keeps long reports quick. */
const mayTell =
  /\b(?:launched|introduced|implemented|set\s+up|completed|using|in\s+use|in\s+place|breakdown|failure|cyber)\b/i;

function isoMonth(name: string, year: string): string | undefined {
  const number = monthNumber(name);
  return number ? isoDay(Number(year), number, 1)?.slice(0, 7) : undefined;
}

function whenOf(groups: Readonly<Record<string, string>>, since = false): PartialDate | undefined {
  const { first, month: name = '', year = '' } = groups;
  const to = isoMonth(name, year);
  const from = first === undefined ? to : isoMonth(first, year);
  if (to === undefined || from === undefined) return undefined;
  if (from < to) return { precision: 'range', from, to };
  return { precision: since ? 'since' : 'month', from: to };
}

/** Changes of a strategy, programme, service, structure or practice, and incidents, where a report prints the month of them. */
export function readDatedChanges(blocks: readonly Block[]): readonly Read<FactRead>[] {
  const found: Read<FactRead>[] = [];
  for (const statement of statementsOf(blocks)) {
    const { text } = statement;
    if (!mayTell.test(text)) continue;
    for (const { kind, label, told, since } of forms) {
      const groups = told.exec(text)?.groups;
      const occurred = groups && whenOf(groups, since);
      if (!occurred) continue;
      const topic = `${label}: ${topicOf(text).topic.toLowerCase()}`;
      found.push({
        value: { type: 'ContextNoted', occurred, data: { kind, topic } },
        locators: placesOf(statement),
        confidence: 'medium',
        rules: [`dated change ${kind}`],
      });
      break;
    }
  }
  return found;
}
