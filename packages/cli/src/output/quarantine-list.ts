import { basename } from 'node:path';
import { codeWords, type Directory } from '@monitoring-timeline/core';
import type { QuarantineRow } from '@monitoring-timeline/ingest';
import { nameIn } from '../answers/quarantine.ts';
import type { Terminal } from '../call/terminal.ts';
import { type StoreAddress, storeToType } from '../compose/store-address.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** What was asked of the queue, and how much there is in all. */
export interface QueueShown {
  readonly rows: readonly QuarantineRow[];
  readonly waiting: number;
  readonly of: number;
  readonly which: 'open' | 'decided' | 'all';
}

/** So many characters of an id tell it from any other in a queue of thousands; `show` takes them. */
const idChars = 8;
const shownAtMost = 200;

const headings = {
  open: 'Waiting for a decision',
  decided: 'Decided',
  all: 'Quarantine',
} as const;

/** The queue as a page for a person. */
export function showQueue(
  { rows, waiting, of, which }: QueueShown,
  address: StoreAddress,
  directory: Directory,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(headings[which]);
  page.text(
    of === 0
      ? 'Nothing was ever put into quarantine.'
      : `${counted(rows.length, 'thing')} shown; ${waiting} of ${of} in quarantine ${waiting === 1 ? 'waits' : 'wait'} for a decision.`,
  );
  if (rows.length > 0) {
    page.blank().table(
      [
        { head: 'Id' },
        ...(which === 'open' ? [] : [{ head: 'Status' }]),
        { head: 'Reason', gives: true },
        { head: 'Authority', gives: true },
        { head: 'File', gives: true },
        { head: 'Place', gives: true },
        { head: 'To accept', gives: true },
      ],
      rows
        .slice(0, shownAtMost)
        .map((row) => [
          row.id.slice(0, idChars),
          ...(which === 'open' ? [] : [statusText(row)]),
          codeWords(row.reason),
          nameIn(directory, row.authority),
          row.reason === 'sources_disagree' ? '-' : basename(row.file),
          row.reason === 'sources_disagree' ? '-' : (row.locator ?? '-'),
          acceptText(row),
        ]),
    );
    if (rows.length > shownAtMost) {
      page.text(`... and ${rows.length - shownAtMost} more; --json lists them all.`);
    }
    page.section('What to type next');
    const id = rows[0]?.id.slice(0, idChars);
    page.verbatim(`timeline quarantine show ${id}${storeToType(address)}`);
  }
  page.write();
}

/** Where it stands, and who decided. */
export function statusText({ status, decision }: QuarantineRow): string {
  if (decision) return `${status} by ${decision.by.name}`;
  return { open: 'waits', settled: 'settled since', replaced: 'asked again' }[
    status as 'open' | 'settled' | 'replaced'
  ];
}

function acceptText({ accept, status }: QuarantineRow): string {
  if (status !== 'open') return '-';
  return {
    as_is: 'as it is',
    side: 'as it is, or name a side',
    correction: 'with what is right',
    cells: 'with its cells mended',
    claim: 'with a claim',
  }[accept];
}
