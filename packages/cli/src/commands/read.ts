import { createDirectory, type Directory } from '@monitoring-timeline/core';
import { type FileReading, openDocumentTexts, readPaths } from '@monitoring-timeline/ingest';
import { type Call, hint } from '../call/call.ts';
import { dayOption } from '../call/dates.ts';
import { StoreMissing, WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { filesGiven } from '../call/given-paths.ts';
import { askStore, directoryOf } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { kindsOf } from '../compose/extensions.ts';
import { shownPath } from '../compose/places.ts';
import { storeAddress } from '../compose/store-address.ts';
import { writeJson } from '../output/json.ts';
import { counted } from '../output/words.ts';
import { entriesOf } from '../reading/entries.ts';
import type { ImportCallOptions } from './import.ts';

export interface ReadCallOptions extends ImportCallOptions {
  readonly show?: boolean;
  readonly output?: string;
}

/**
 * `timeline read PATH...`: what import would take, without writing anything; with `--show` as marks in the passages of documents, and with
 * `--output` on pictures of their pages. Authorities are those that the store
 * knows, where there is one. Exit code 1 where something would go to quarantine. @throws WrongCall
 */
export async function readFiles(
  paths: readonly string[],
  call: Call<ReadCallOptions>,
): Promise<ExitCode> {
  const { options, terminal } = call;
  const published =
    options.published === undefined ? undefined : dayOption('--published', options.published);
  storeAddress(options.store);
  if (options.show && options.json) {
    throw new WrongCall(
      '--show prints passages for a person. Leave it out, or leave out --json, which gives the place of every field.',
    );
  }
  if (options.output !== undefined && !options.show) {
    throw new WrongCall(
      '--output says where the pages are drawn on which --show marks what was read. Give both.',
    );
  }
  const { found, nothing } = await filesGiven(paths);
  const directory = await knownDirectory(call);
  const readings: FileReading[] = [];
  const kinds = await kindsOf(options);
  const given = { directory, published, now: now(), ...kinds };
  for await (const reading of readPaths(found, given)) {
    readings.push(reading);
  }
  if (options.json) {
    writeJson(
      terminal,
      readings.flatMap((reading) => entriesOf(reading, directory)),
    );
  } else {
    const { showReadings } = await import('../output/read.ts');
    const texts = options.show ? openDocumentTexts(kinds.recognition) : undefined;
    try {
      await showReadings(readings, { directory, texts, nothing }, terminal);
      if (texts && options.output !== undefined) {
        const { drawReadings } = await import('./draw-readings.ts');
        const drawn = await drawReadings(readings, texts, options.output);
        hint(
          call,
          drawn.length > 0
            ? `Drew ${counted(drawn.length, 'page')} into ${shownPath(options.output)}.`
            : 'Drew no page: pages are drawn of a PDF, where something was read.',
        );
      }
    } finally {
      await texts?.close();
    }
  }
  return readings.some(({ problems }) => problems.length > 0) ? exitCodes.no : exitCodes.done;
}

async function knownDirectory(call: Call): Promise<Directory> {
  try {
    return await askStore(call, directoryOf);
  } catch (error) {
    if (error instanceof StoreMissing) return createDirectory();
    throw error;
  }
}
