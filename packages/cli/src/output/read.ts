import type { Directory } from '@monitoring-timeline/core';
import type { FileReading } from '@monitoring-timeline/ingest';
import { shownPath } from '../compose/places.ts';
import { entriesOf } from '../read-entries.ts';
import type { Terminal } from '../terminal.ts';
import { addQuarantined } from './import.ts';
import { Page } from './page.ts';
import { counted, plainWords } from './words.ts';

const shownAtMost = 10;

/** What import would take, file by file, as a page for a person. */
export function showReadings(
  readings: readonly FileReading[],
  directory: Directory,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`Read ${counted(readings.length, 'file')}; nothing was imported`);
  for (const reading of readings) addReading(page, reading, directory);
  addQuarantined(
    page,
    readings.flatMap(({ file, problems }) =>
      problems.map(({ reason, message, locator }) => ({
        file: shownPath(file),
        reason,
        message,
        locator: locator ?? null,
      })),
    ),
  );
  page.write();
}

function addReading(page: Page, reading: FileReading, directory: Directory): void {
  const { file, kind, proposals, recorded, people, note } = reading;
  const facts = recorded.length > 0 ? recorded.length : proposals.length;
  page.section(shownPath(file));
  page.field('Kind', plainWords(kind));
  page.field(
    'Facts',
    `${facts}${people.length > 0 ? `, naming ${counted(people.length, 'person', 'people')}` : ''}`,
  );
  if (note !== undefined) page.field('Note', note);
  const entries = entriesOf(reading, directory).filter(({ events }) => events.length > 0);
  if (entries.length === 0) return;
  page.blank().table(
    [{ head: 'Where' }, { head: 'Authority', gives: true }, { head: 'What it says', gives: true }],
    entries
      .slice(0, shownAtMost)
      .map(({ locator, authority, events }) => [
        locator ?? '-',
        authority ?? '-',
        events.map(({ summary }) => summary).join('; '),
      ]),
  );
  const more = entries.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json gives them all.`);
}
