import {
  type ClaimEvent,
  type Directory,
  type NameOf,
  sentenceOf,
} from '@monitoring-timeline/core';
import type { CorrectablePlace } from '@monitoring-timeline/ingest';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';

export interface PlacesShown {
  readonly event: ClaimEvent;
  readonly places: readonly CorrectablePlace[];
  readonly directory: Directory;
  readonly nameOf: NameOf;
}

/** The places of one event that can be corrected, with what stands there, and what to type. */
export function showPlaces(
  { event, places, directory, nameOf }: PlacesShown,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title('What can be corrected');
  page.field(directory.nameOf(event.authority), sentenceOf(event, nameOf));
  page.field('Event', event.id);
  page.blank();
  if (places.length === 0) page.text('Nothing of it: it can be taken back alone.');
  for (const { path, value } of places) page.verbatim(`${path} = ${value}`);
  page.section('What to type');
  const [first] = places;
  if (first) {
    page.verbatim(`timeline correct ${event.id} --set ${first.path}=... --why "..."`);
  }
  page.verbatim(`timeline retract ${event.id} --why "..."`);
  if (first) {
    page.text(
      'What is not there yet is added in the same way. To take a place away give --file; `timeline help correct` says how.',
    );
  }
  page.write();
}
