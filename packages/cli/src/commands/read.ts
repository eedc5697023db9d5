import { createDirectory, type Directory } from '@monitoring-timeline/core';
import { type FileReading, openDocumentTexts, readPaths } from '@monitoring-timeline/ingest';
import { loadDirectory } from '@monitoring-timeline/projections';
import type { Call } from '../call/call.ts';
import { dayOption } from '../call/dates.ts';
import { StoreMissing, WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { filesGiven } from '../call/given-paths.ts';
import { askStore } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { kindsOf } from '../compose/extensions.ts';
import { storeAddress } from '../compose/store-address.ts';
import { writeJson } from '../output/json.ts';
import { entriesOf } from '../reading/entries.ts';
import type { ImportCallOptions } from './import.ts';

export interface ReadCallOptions extends ImportCallOptions {
  readonly show?: boolean;
}

/**
 * `timeline read PATH...`: what import would take, without writing anything; with `--show` as marks in the passages of documents. Authorities are those that the store
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
  const { found, nothing } = await filesGiven(paths);
  const directory = await knownDirectory(call);
  const readings: FileReading[] = [];
  const given = { directory, published, now: now(), ...(await kindsOf(options)) };
  for await (const reading of readPaths(found, given)) {
    readings.push(reading);
  }
  if (options.json) {
    writeJson(
      terminal.out,
      readings.flatMap((reading) => entriesOf(reading, directory)),
    );
  } else {
    const { showReadings } = await import('../output/read.ts');
    const texts = options.show ? openDocumentTexts() : undefined;
    try {
      await showReadings(readings, { directory, texts, nothing }, terminal);
    } finally {
      await texts?.close();
    }
  }
  return readings.some(({ problems }) => problems.length > 0) ? exitCodes.no : exitCodes.done;
}

async function knownDirectory(call: Call): Promise<Directory> {
  try {
    return await askStore(call, ({ store }) => loadDirectory(store));
  } catch (error) {
    if (error instanceof StoreMissing) return createDirectory();
    throw error;
  }
}
