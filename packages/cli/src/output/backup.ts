import type { Head } from '@monitoring-timeline/core';
import type { Manifest } from '../backup/manifest.ts';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** What was backed up, as a page for a person. */
export function showBackup(
  store: string,
  file: string,
  bytes: number,
  { head, parts, documents }: Manifest,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${store} is backed up in ${file}`);
  page.text(
    `${counted(head.events, 'event')} in ${counted(head.streams, 'stream')}: every hash of the copy was recomputed and holds.`,
  );
  page.field('Head', head.hash);
  page.field('Size', sizeOf(bytes));
  page.field('Holds', parts.map(({ name }) => name).join(', '));
  if (documents.count > 0) {
    page.blank();
    page.text(
      `${counted(documents.count, 'document')} of ${sizeOf(documents.bytes)} ${documents.count === 1 ? 'is' : 'are'} in it${documents.inside ? '' : ' by name alone. Take them with --documents, or copy their folder: its files never change'}.`,
    );
  }
  page.write();
}

/** Why nothing was backed up. */
export function showNotBackedUp(
  store: string,
  {
    reason,
    advice = 'See `timeline verify`, and restore the last backup to another store.',
  }: { readonly reason: string; readonly advice?: string },
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${store} is not what was written to it; no backup was made`);
  page.text(reason);
  if (advice !== '') page.text(advice);
  page.write();
}

/** What was restored, as a page for a person. */
export function showRestored(
  store: string,
  { made, head: backup, documents }: Manifest,
  head: Head,
  {
    missing,
    sealFault,
  }: {
    readonly missing: { readonly count: number; readonly folder: string };
    readonly sealFault: string | null;
  },
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${store} is restored from the backup of ${made}`);
  page.text(
    `${counted(head.events, 'event')} in ${counted(head.streams, 'stream')}: every hash was recomputed and holds.`,
  );
  page.field('Backup', backup.hash);
  page.field('Store', head.hash);
  if (missing.count > 0) {
    page.blank();
    page.text(
      `${missing.count} of ${counted(documents.count, 'document')} are not here. Copy them to ${missing.folder}.`,
    );
  }
  if (sealFault !== null) {
    page.blank();
    page.text(`It is not what was sealed here after the backup was made. ${sealFault}`);
  }
  page.blank();
  page.text('Names erased after the backup was made must be erased again.');
  page.write();
}

function sizeOf(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [size, unit] = [bytes, 0];
  for (; size >= 1000 && unit < units.length - 1; unit += 1) size /= 1000;
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
