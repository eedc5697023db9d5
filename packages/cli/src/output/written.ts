import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

export interface Written {
  readonly appended: number;
  readonly alreadyKnown: number;
  /** What was done, as a heading: "Recorded". */
  readonly done: string;
  readonly entries: readonly {
    readonly id: string;
    readonly authority: string;
    readonly says: string;
  }[];
}

/** What became of what a person wrote down, and how to undo it. */
export function showWritten(
  { appended, alreadyKnown, done, entries }: Written,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(
    appended > 0 ? `${done}: ${counted(appended, 'event')}` : 'Already known: nothing was added',
  );
  if (appended > 0 && alreadyKnown > 0) page.field('Already known', String(alreadyKnown));
  for (const { id, authority, says } of entries) {
    page.field(authority, says);
    page.field('Event', id);
  }
  const [last] = entries.slice(-1);
  if (appended > 0 && last) {
    page.section('To undo it');
    page.verbatim(`timeline retract ${last.id} --why "..."`);
  }
  page.write();
}
