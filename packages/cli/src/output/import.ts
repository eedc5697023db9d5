import type { ImportResult, QuarantinedItem } from '@monitoring-timeline/ingest';
import type { Terminal } from '../terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

const shownAtMost = 20;

/** What became of an import, as a page for a person. */
export function showImport(result: ImportResult, terminal: Terminal): void {
  const page = new Page(terminal);
  addImport(page, result);
  page.write();
}

/** Adds what became of an import to a page. */
export function addImport(page: Page, result: ImportResult): void {
  const { files, recognised, proposed, appended, alreadyKnown, corrected, quarantined } = result;
  page.title(`Imported ${counted(files, 'file')}`);
  page.field('Recognised', counted(recognised, 'file'));
  page.field('Facts read', String(proposed));
  page.field('Appended', String(appended));
  page.field('Already known', String(alreadyKnown));
  page.field('Corrections', String(corrected));
  page.field('Quarantined', String(quarantined.length));
  addQuarantined(page, quarantined);
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
