import type { AuthorityShown, HistoryEntry } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { coordinatesText, counted, documentText } from './words.ts';

/** Whose history it is and at which dates. */
type Entry = Omit<HistoryEntry, 'data'>;

export interface HistoryHeading {
  readonly name: AuthorityShown['name'];
  readonly asOf: string;
  readonly knownAt: string;
  readonly recordedAt?: string | undefined;
}

/** A history as a page for a person: one event a row, in the order in which things happened. */
export function showHistory(
  heading: HistoryHeading,
  entries: readonly Entry[],
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${heading.name}: history`);
  page.text(`${coordinatesText(heading)}. ${counted(entries.length, 'event')}.`);
  if (entries.length > 0) {
    page.blank().list(
      [
        { head: 'When' },
        { head: 'Known' },
        { head: 'What', gives: true, weight: 3 },
        { head: 'Source', gives: true },
      ],
      entries.map((entry) => [
        entry.when,
        `${entry.known.from}${entry.known.basis === 'assumed' ? ' assumed' : ''}`,
        whatText(entry),
        sourceText(entry),
      ]),
    );
  }
  page.write();
}

function whatText({ summary, context, authority, correctedBy, retracted }: Entry): string {
  const notes = [
    ...(context ? [`of ${authority}, its predecessor`] : []),
    ...(retracted ? ['retracted'] : []),
    ...(correctedBy.length > 0 ? ['as corrected'] : []),
  ];
  return notes.length > 0 ? `${summary} [${notes.join('; ')}]` : summary;
}

function sourceText({ source, documentPublished, documentPublic }: Entry): string {
  return documentText(source, documentPublished, documentPublic === false);
}
