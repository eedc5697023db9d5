import type { Terminal } from '../call/terminal.ts';
import { addForeseen } from './foreseen.ts';
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
  /** The answers that it would change, where it was only tried out. */
  readonly changes?: readonly { readonly title: string; readonly text: string }[] | undefined;
}

/** What became of what a person wrote down, and how to undo it. */
export function showWritten(
  { appended, alreadyKnown, done, entries, changes }: Written,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(
    appended > 0
      ? `${changes ? `${done}, tried out` : done}: ${counted(appended, 'event')}${changes ? '; nothing was written' : ''}`
      : 'Already known: nothing was added',
  );
  if (appended > 0 && alreadyKnown > 0) page.field('Already known', String(alreadyKnown));
  for (const { id, authority, says } of entries) {
    page.field(authority, says);
    if (!changes) page.field('Event', id);
  }
  if (changes) addForeseen(page, changes);
  const [last] = changes ? [] : entries.slice(-1);
  if (appended > 0 && last) {
    page.section('To undo it');
    page.verbatim(`timeline retract ${last.id} --why "..."`);
  }
  page.write();
}
