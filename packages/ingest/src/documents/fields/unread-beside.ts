import { monthPattern } from '@monitoring-timeline/core';
import type { Flow } from '../flow.ts';
import type { Locator } from '../model.ts';
import type { DocumentProblem } from '../reading.ts';

const anotherDate = new RegExp(
  String.raw`\b\d{1,2}(?:st|nd|rd|th)?\s+(?:${monthPattern})\b(?:\s+(?:19|20)\d{2})?|\b(?:${monthPattern})\s+(?:19|20)\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b`,
  'i',
);

/** What stands unread on a line beside what was taken from it, so that a person looks whether the right one was taken. */
export function unreadBeside(
  what: string,
  printed: string,
  locators: readonly Locator[],
): DocumentProblem {
  const message = `Beside ${what} stands "${printed.slice(0, 120)}", which was not read. What was read is taken; look at the line, and correct it where the other is meant.`;
  return { reason: 'unread_beside', message, locators };
}

/** Another date on the line behind one that was read, which ends at `end`; undefined where none is. */
export function dateBeside(flow: Flow, end: number, what: string): DocumentProblem | undefined {
  const rest = flow.text.slice(end, end + 200);
  const line = rest.slice(0, rest.indexOf('\n') < 0 ? rest.length : rest.indexOf('\n'));
  const other = anotherDate.exec(line);
  if (!other) return undefined;
  const from = end + other.index;
  return unreadBeside(what, other[0], flow.locate(from, from + other[0].length));
}
