import { codeWords } from '@monitoring-timeline/core';
import type { FileReading, ImportResult } from '@monitoring-timeline/ingest';
import type { Terminal } from '../call/terminal.ts';
import { shownPath } from '../compose/places.ts';
import type { Lines } from './lines.ts';
import { printable } from './table.ts';
import { counted } from './words.ts';

/** A file that a watch took, and what became of it. */
export interface WatchedFile {
  /** When it was taken, as an ISO instant. */
  readonly at: string;
  readonly file: string;
  readonly reading: FileReading | undefined;
  readonly result: ImportResult;
}

/** Writes what became of one file: one JSON object, or one line for a person, with the first trouble in brackets. */
export async function lineOfFile(
  { at, file, reading, result }: WatchedFile,
  json: boolean,
  terminal: Terminal,
  lines: Lines,
): Promise<void> {
  const kind = reading?.kind ?? 'unrecognised';
  const { proposed, appended, alreadyKnown, corrected, quarantined, questions, notKept } = result;
  const { notes, refused } = result;
  if (json) {
    const authority = reading?.document?.reading.authority?.value.name ?? null;
    await lines.write({
      ...{ at, file, kind, authority, sha256: reading?.sha256 ?? null },
      ...{ proposed, appended, alreadyKnown, corrected, quarantined, questions, notKept },
      ...{ notes, refused },
    });
    return;
  }
  const told = [
    appended > 0 ? `${appended} appended` : undefined,
    alreadyKnown > 0 ? `${alreadyKnown} already known` : undefined,
    corrected > 0 ? `${corrected} corrected` : undefined,
    quarantined.length > 0 ? `${quarantined.length} quarantined` : undefined,
    refused.length > 0 ? 'refused' : undefined,
    questions.length > 0 ? counted(questions.length, 'question') : undefined,
    notKept.length > 0 ? 'not kept as a document' : undefined,
  ].filter((part) => part !== undefined);
  const [first] = quarantined;
  const why = first
    ? [first.locator, first.message].filter(Boolean).join(': ')
    : (refused[0]?.message ?? notes[0]?.note);
  const trouble = why === undefined ? '' : ` (${why})`;
  const text = `${shownPath(file)}: ${whatItIs(reading)}; ${told.join(', ') || counted(0, 'fact')}${trouble}`;
  terminal.out.write(`${printable(text)}\n`);
}

/** "inspection report, Trafford", or the table that it is. */
function whatItIs(reading: FileReading | undefined): string {
  const authority = reading?.document?.reading.authority?.value.name;
  const kind = codeWords(reading?.kind ?? 'unrecognised').replace('unrecognised', 'not recognised');
  return [kind, authority].filter(Boolean).join(', ');
}
