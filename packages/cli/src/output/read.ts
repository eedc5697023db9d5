import { codeWords, type Directory } from '@monitoring-timeline/core';
import {
  type AuthorityRead,
  type DocumentReading,
  type DocumentTexts,
  type FileReading,
  showLocators,
} from '@monitoring-timeline/ingest';
import type { Terminal } from '../call/terminal.ts';
import { shownPath } from '../compose/places.ts';
import { doubtsOf } from '../reading/doubts.ts';
import { entriesOf } from '../reading/entries.ts';
import { type Field, fieldsOf, listedFieldsOf, valueText } from '../reading/fields.ts';
import { markedPassages } from '../reading/marked-passages.ts';
import { addQuarantined } from './import.ts';
import { Page } from './page.ts';
import { legend, passageLines } from './passages.ts';
import { counted } from './words.ts';

const shownAtMost = 10;

export interface ReadingsShown {
  readonly directory: Directory;
  /** Gives the texts of documents, whose passages are then shown with marks instead of tables of fields. */
  readonly texts?: DocumentTexts | undefined;
  /** Why there was nothing to read. */
  readonly nothing?: string | undefined;
}

/** What import would take, file by file, as a page for a person. @throws DocumentUnreadable */
export async function showReadings(
  readings: readonly FileReading[],
  { directory, texts, nothing }: ReadingsShown,
  terminal: Terminal,
): Promise<void> {
  const page = new Page(terminal);
  if (nothing === undefined) {
    page.title(`Read ${counted(readings.length, 'file')}; nothing was imported`);
  } else page.text(nothing);
  if (texts) page.text(legend(terminal));
  for (const reading of readings) {
    addHead(page, reading);
    if (!reading.document) addPlaces(page, reading, directory);
    else if (texts) await addPassages(page, reading, texts, terminal);
    else addFields(page, reading);
  }
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
  addDoubts(page, readings);
  page.write();
}

/** What import would take and ask about: a claim that is hardly right as it is printed. */
function addDoubts(page: Page, readings: readonly FileReading[]): void {
  const doubts = readings.flatMap(({ file, proposals }) =>
    doubtsOf(proposals).map(({ locator, message }) => `${shownPath(file)}, ${locator}: ${message}`),
  );
  if (doubts.length === 0) return;
  page.section('Would be taken, with a question');
  for (const doubt of doubts.slice(0, shownAtMost)) page.text(doubt, 2);
  const more = doubts.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json lists them all.`);
}

function addHead(page: Page, { file, kind, proposals, recorded, people, note }: FileReading): void {
  const facts = recorded.length > 0 ? recorded.length : proposals.length;
  page.section(shownPath(file));
  page.field('Kind', codeWords(kind));
  page.field(
    'Facts',
    `${facts}${people.length > 0 ? `, naming ${counted(people.length, 'person', 'people')}` : ''}`,
  );
  if (note !== undefined) page.field('Note', note);
}

/** Rows and lines of a table or a file of events. */
function addPlaces(page: Page, reading: FileReading, directory: Directory): void {
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

/** The readings of a document: its own, then those of documents bound into it. */
function readingsOf({ document }: FileReading): readonly DocumentReading[] {
  return document ? [document.reading, ...(document.reading.enclosed ?? [])] : [];
}

function allFields(reading: DocumentReading): readonly Field[] {
  return [...fieldsOf(reading), ...listedFieldsOf(reading)];
}

/** Every field of a document with its place and how sure it is. */
function addFields(page: Page, file: FileReading): void {
  const names = new Map(file.people.map(({ id, name }) => [id, name]));
  const place = { paged: file.document?.paged ?? false };
  readingsOf(file).forEach((reading, index) => {
    if (index > 0) page.blank().text(`Bound into it: ${codeWords(reading.kind)}`);
    const fields = allFields(reading);
    if (fields.length === 0) return;
    page.blank().table(
      [
        { head: 'Field', gives: true },
        { head: 'Value', gives: true, weight: 2 },
        { head: 'Where', gives: true, weight: 2 },
        { head: 'How sure' },
      ],
      fields.map(({ name, read }) => [
        codeWords(name).replace('.', ' '),
        valueText(shownValue(name, read.value), (id) => names.get(id) ?? null),
        whereOf(place, read),
        read.confidence,
      ]),
    );
    addUnexplained(page, reading, place);
  });
}

/** Figures that become no claim, because nothing here says what they count. */
function addUnexplained(
  page: Page,
  { unexplained = [] }: DocumentReading,
  place: { readonly paged: boolean },
): void {
  if (unexplained.length === 0) return;
  page.blank().text(`${counted(unexplained.length, 'figure')} that no measure explains:`);
  for (const { value, locators } of unexplained.slice(0, shownAtMost)) {
    page.text(`${value.printed} (${showLocators(place, locators)}): ${value.sentence}`, 2);
  }
  const more = unexplained.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json gives them all.`, 2);
}

/** An authority by its name: what is printed may be a whole title. */
function shownValue(name: string, value: unknown): unknown {
  return name === 'authority' ? (value as AuthorityRead).name : value;
}

function whereOf(place: { readonly paged: boolean }, { locators, note }: Field['read']): string {
  const where = locators.length > 0 ? showLocators(place, locators) : undefined;
  return [where, note].filter(Boolean).join('; ') || 'not said';
}

/** The passages of a document with what was drawn out of them marked, and then what stands in none. */
async function addPassages(
  page: Page,
  file: FileReading,
  texts: DocumentTexts,
  terminal: Terminal,
): Promise<void> {
  const text = await texts.of(file.file, file.sha256 ?? '', file.content);
  const fields = readingsOf(file).flatMap(allFields);
  page.blank().lines(passageLines(markedPassages(text, fields), text.paged, terminal));
  const inferred = fields.filter(({ read }) => read.locators.length === 0);
  if (inferred.length === 0) return;
  page.section('In no passage');
  for (const { name, read } of inferred) {
    const value = valueText(read.value, () => null);
    page.text(`${name} ${value} (${read.confidence}): ${read.note ?? 'not said where from'}`, 2);
  }
}
