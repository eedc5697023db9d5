import {
  codeWords,
  type Directory,
  formatPartialDate,
  type PartialDate,
} from '@monitoring-timeline/core';
import type { DecisionResult, QuarantineRow, QuarantineShown } from '@monitoring-timeline/ingest';
import { nameIn } from '../answers/quarantine.ts';
import type { Terminal } from '../call/terminal.ts';
import { claimExample } from './claim-example.ts';
import { Page } from './page.ts';
import { statusText } from './quarantine-list.ts';
import { areaText, capital, counted, dateText, gradeText } from './words.ts';

/** One thing in quarantine as a page for a person: what it is, its passage, what it would become, and what to type. */
export function showItem(item: QuarantineShown, directory: Directory, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`In quarantine: ${codeWords(item.reason)}`);
  page.field('Id', item.id);
  page.field('Status', capital(statusText(item)));
  if (item.authority !== null) page.field('Authority', nameIn(directory, item.authority));
  if (item.sides.length === 0) {
    page.field('File', item.file);
    const { locator = 'file' } = item;
    page.field('Place', locator === 'file' ? 'the file as a whole' : locator);
  }
  page.field('Since', `${momentText(item.raised.at)}, by ${item.raised.by.name}`);
  page.blank().text(item.message);
  if (item.passage) {
    const from = item.passage.from === 'document' ? 'The document says' : 'It was given as';
    page.section(from);
    page.passage(item.passage.lines);
  }
  addCells(page, item);
  if (item.claims.length > 0) {
    page.section('It would become');
    for (const { says, authority, source } of item.claims) {
      page.field(nameIn(directory, authority), says);
      page.field('', source);
    }
  }
  addSides(page, item);
  addDoubted(page, item, directory);
  addDecision(page, item);
  if (item.status === 'open') addWhatToType(page, item, directory);
  page.write();
}

function momentText(at: string): string {
  return `${dateText(at.slice(0, 10))}, ${at.slice(11, 16)} UTC`;
}

/** The cells of a row under its columns, those at fault with a mark. */
function addCells(page: Page, { row, given }: QuarantineShown): void {
  if (row === null || typeof given !== 'object' || given === null) return;
  page.section('Its cells');
  const faulty = new Set(row.faulty);
  for (const column of row.columns) {
    const text = (given as Readonly<Record<string, string>>)[column] ?? '';
    if (column === '' || (text === '' && !faulty.has(column))) continue;
    page.verbatim(`${faulty.has(column) ? '>' : ' '} ${column}: ${text === '' ? '(blank)' : text}`);
  }
}

/** A cell as a shell takes it. */
function setOf(column: string): string {
  return /^\w+$/.test(column)
    ? `--set ${column}=...`
    : `--set '${column.replaceAll("'", "'\\''")}=...'`;
}

function isDate(value: unknown): value is PartialDate {
  return typeof value === 'object' && value !== null && 'precision' in value;
}

function valueText(value: unknown): string {
  if (isDate(value)) return formatPartialDate(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\d{4}/.test(value) ? dateText(value) : gradeText(value);
}

function addSides(page: Page, { sides }: QuarantineShown): void {
  for (const { number, value, holdsByRule, claims } of sides) {
    page.section(`${number}. ${valueText(value)}${holdsByRule ? ' (holds by rule)' : ''}`);
    for (const { id, known, source, passage } of claims) {
      page.text(`${source}; known from ${dateText(known)}`, 2);
      page.verbatim(id);
      page.passage(passage);
    }
  }
}

/** The claim that is doubted, each of its grades with the pointer by which it is corrected. */
function addDoubted(page: Page, { doubted }: QuarantineShown, directory: Directory): void {
  if (doubted === null) return;
  page.section('The claim on record');
  page.field(nameIn(directory, doubted.authority), doubted.says);
  page.field('', doubted.source);
  const { data } = doubted.event as { data: { judgements?: readonly Record<string, string>[] } };
  for (const [index, { area = '', grade = '' }] of (data.judgements ?? []).entries()) {
    page.verbatim(`/data/judgements/${index}/grade  ${areaText(area)}: ${gradeText(grade)}`);
  }
}

function addDecision(page: Page, { decision }: QuarantineRow): void {
  if (!decision) return;
  page.section('Decision');
  page.field(capital(decision.decision), `by ${decision.by.name}, ${momentText(decision.at)}`);
  if (decision.why) page.field('Why', decision.why);
  for (const id of decision.appended) page.field('Event', id);
}

/** True where accepting corrects a claim on record and adds none. */
function correctsOnly({ claims }: Pick<QuarantineShown, 'claims'>): boolean {
  const types = claims.map(({ event }) => (event as { readonly type?: string }).type);
  return types.length > 0 && types.every((type) => type === 'FactCorrected');
}

function addWhatToType(page: Page, item: QuarantineShown, directory: Directory): void {
  const { id, accept, sides, row } = item;
  const short = id.slice(0, 8);
  page.section('What to type');
  if (accept === 'as_is') {
    page.verbatim(`timeline quarantine accept ${short}`);
    if (!correctsOnly(item)) {
      page.verbatim(`timeline quarantine accept ${short} --file changes.json`);
    }
  } else if (accept === 'side') {
    for (const { number } of sides) {
      page.verbatim(`timeline quarantine accept ${short} --holds ${number}`);
    }
    page.verbatim(`timeline quarantine accept ${short} --apart --why "..."`);
  } else if (accept === 'cells') {
    const faulty = row?.faulty ?? [];
    const sets = (faulty.length > 0 ? faulty : ['column']).map(setOf).join(' ');
    page.verbatim(`timeline quarantine accept ${short} ${sets}`);
  } else if (accept === 'correction') {
    page.verbatim(`timeline quarantine accept ${short} --file correction.json`);
  } else {
    page.verbatim(`timeline quarantine accept ${short} --file claim.json`);
  }
  page.verbatim(`timeline quarantine reject ${short} --why "..."`);
  const help = fileHelp(item);
  if (help !== undefined) page.blank().text(help);
  if (accept !== 'claim') return;
  page.blank();
  for (const line of claimExample(item, directory)) page.verbatim(line);
}

/** What a file of `--file` holds, where there can be one. */
function fileHelp({ accept, claims }: QuarantineShown): string | undefined {
  const event = claims[0]?.event as { readonly type?: string } | undefined;
  if (correctsOnly({ claims })) {
    return 'To give a third value, use `timeline correct` on the claim that is named above, and reject this.';
  }
  return {
    as_is: `changes.json holds the fields to change, such as {"type": "${event?.type}", "occurred": {"precision": "day", "from": "2018-07-25"}}, or the claims whole; --json shows them.`,
    side: undefined,
    cells:
      'Put what is right in place of the dots; the row is then read again as its table is, and taken from the same source. To mend the file itself and import it again answers this too.',
    correction:
      'correction.json holds {"pointer": "/data/judgements/0/grade", "value": "inadequate", "why": "misread"}, or a list of such.',
    claim:
      'It cannot be accepted as it is, since nothing of it could be read as a claim. Where the message says how, mend the file and import it again. Else write what it says as a claim, or a list of claims, into claim.json, with what is right in place of everything in angle brackets. `timeline export --format jsonl` shows claims of every type.',
  }[accept];
}

/** What a decision came to, with the claims in words. */
export interface DecisionShown extends Omit<DecisionResult, 'item' | 'events'> {
  readonly item: QuarantineRow;
  readonly events: readonly {
    readonly id: string;
    readonly authority: string;
    readonly says: string;
  }[];
}

const undoneAtMost = 10;

/** What became of a decision, and how to undo it. */
export function showDecision(shown: DecisionShown, terminal: Terminal): void {
  const { item, appended, alreadyKnown, events, decidedBefore } = shown;
  const page = new Page(terminal);
  const told = capital(item.status);
  page.title(decidedBefore ? `${told} already: nothing was written` : `${told}: ${item.id}`);
  if (item.decision) {
    page.field('By', `${item.decision.by.name}, ${momentText(item.decision.at)}`);
    if (item.decision.why) page.field('Why', item.decision.why);
  }
  if (!decidedBefore && item.status === 'accepted') {
    page.field('Appended', counted(appended, 'event'));
    if (alreadyKnown > 0) page.field('Already known', counted(alreadyKnown, 'event'));
  }
  for (const { id, authority, says } of events) {
    page.field(authority, says);
    page.field('Event', id);
  }
  if (appended > 0) {
    page.section('To undo it');
    for (const { id } of events.slice(0, undoneAtMost)) {
      page.verbatim(`timeline retract ${id} --why "..."`);
    }
  }
  page.write();
}
