import type { PassageLine } from '@monitoring-timeline/ingest';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';

/** The passage of an event as a page for a person. */
export function showPassage(
  title: string,
  lines: readonly PassageLine[],
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(title).blank();
  if (lines.length === 0) page.text('It rests on its document as a whole, and on no line of it.');
  page.passage(lines).write();
}
