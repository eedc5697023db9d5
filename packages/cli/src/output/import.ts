import type { Head } from '@monitoring-timeline/core';
import type { ImportResult, QuarantinedItem } from '@monitoring-timeline/ingest';
import type { Terminal } from '../call/terminal.ts';
import { type StoreAddress, storeToType } from '../compose/store-address.ts';
import { addForeseen } from './foreseen.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

const shownAtMost = 20;

/** What an import came to, and where the log ended after it. */
export interface Imported extends ImportResult {
  /** To be noted elsewhere: `verify --head` shows whether a log still holds all that was in it then. */
  readonly head: Pick<Head, 'position' | 'events' | 'hash'>;
  /** What is no fault of the files, and yet should be known. */
  readonly warnings: readonly string[];
}

/** What an import would come to. */
export interface Rehearsed extends ImportResult {
  /** The notices that it would give rise to, the heaviest first. */
  readonly changes: readonly { readonly title: string; readonly text: string }[];
}

/** What became of an import, as a page for a person; `nothing` says why there was nothing to read. */
export function showImport(
  result: Imported,
  address: StoreAddress,
  terminal: Terminal,
  nothing?: string,
): void {
  const page = new Page(terminal);
  if (nothing === undefined) addImport(page, result, address);
  else page.text(nothing);
  page.write();
}

/** What an import would come to, as a page for a person: its facts, and the answers that it would change. */
export function showRehearsal(result: Rehearsed, terminal: Terminal, nothing?: string): void {
  const page = new Page(terminal);
  if (nothing === undefined) {
    page.title(`Would import ${counted(result.files, 'file')}; nothing was written`);
    addCounts(page, result);
    addForeseen(page, result.changes);
    addQuarantined(page, result.quarantined);
    addRefused(page, result.refused);
    addQuestions(page, result.questions);
  } else page.text(nothing);
  page.write();
}

/** Adds what became of an import to a page. */
export function addImport(page: Page, result: Imported, address: StoreAddress): void {
  const { files, quarantined, notKept, notes } = result;
  page.title(`Imported ${counted(files, 'file')}`);
  addCounts(page, result);
  if (result.head.events > 0) page.field('Head', result.head.hash);
  for (const warning of result.warnings) page.section('Clock').text(warning, 2);
  addQuarantined(page, quarantined);
  addRefused(page, result.refused);
  addQuestions(page, result.questions);
  if (notKept.length > 0) page.section('Taken, but not kept as a document');
  for (const { file, why } of notKept) page.text(`${file}: ${why}`, 2);
  addNotes(page, notes);
  const [first] = [...quarantined, ...result.questions];
  if (first) {
    page.section('To decide what becomes of it');
    const store = storeToType(address);
    page.verbatim(`timeline quarantine list${store}`);
    page.verbatim(`timeline quarantine show ${first.id.slice(0, 8)}${store}`);
  }
}

/** Adds what cannot be told of files, and why recognised ones give nothing. */
function addNotes(page: Page, notes: ImportResult['notes']): void {
  if (notes.length > 0) page.section('To know of the files');
  for (const { file, note } of notes.slice(0, shownAtMost)) page.text(`${file}: ${note}`, 2);
  const more = notes.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json lists them all.`);
}

function addCounts(page: Page, result: ImportResult): void {
  page.field('Recognised', counted(result.recognised, 'file'));
  page.field('Facts read', String(result.proposed));
  page.field('Appended', String(result.appended));
  page.field('Already known', String(result.alreadyKnown));
  page.field('Corrections', String(result.corrected));
  page.field('Quarantined', String(result.quarantined.length));
  if (result.answered > 0) page.field('Answered', `${result.answered} that waited in quarantine`);
  if (result.decided > 0) page.field('Decided before', String(result.decided));
  if (result.refused.length > 0) page.field('Refused', String(result.refused.length));
}

/** Adds files that are no document of any kind: nobody need decide about them. */
function addRefused(page: Page, refused: ImportResult['refused']): void {
  if (refused.length === 0) return;
  page.section('Refused: nothing but hash and reason is kept, and nothing waits');
  for (const { file, message } of refused.slice(0, shownAtMost)) {
    page.text(`${file}: ${message}`, 2);
  }
  const more = refused.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json lists them all.`);
}

/** Adds what was taken and asks for a word of a person all the same. */
function addQuestions(page: Page, questions: ImportResult['questions']): void {
  if (questions.length === 0) return;
  page.section('Taken, with a question');
  for (const { file, locator, message, reason } of questions.slice(0, shownAtMost)) {
    const place =
      reason === 'sources_disagree' ? '' : `${[file, locator].filter(Boolean).join(', ')}: `;
    page.text(`${place}${message}`, 2);
  }
  const more = questions.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json lists them all.`);
}

type Waiting = Pick<QuarantinedItem, 'file' | 'reason' | 'locator'> & { readonly message: string };

/** Adds what could not be taken, each with its place and what to do. */
export function addQuarantined(page: Page, items: readonly Waiting[]): void {
  if (items.length === 0) return;
  page.section('Could not be taken');
  for (const { file, locator, message } of items.slice(0, shownAtMost)) {
    page.text(`${[file, locator].filter(Boolean).join(', ')}: ${message}`, 2);
  }
  const more = items.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json lists them all.`);
}
