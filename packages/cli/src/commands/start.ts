import { hash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type EventStore, operationsStream, type Verifiable } from '@monitoring-timeline/core';
import { loadDirectory } from '@monitoring-timeline/projections';
import { openTimelineReader } from '@monitoring-timeline/projections/reader';
import type { Settings } from '@monitoring-timeline/service';
import { reinspectionPicture } from '../answers/reinspection.ts';
import { type Call, hint } from '../call/call.ts';
import { datesOf } from '../call/dates.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { clock } from '../compose/clock.ts';
import { openingOf } from '../compose/extensions.ts';
import { openDocuments } from '../compose/open-documents.ts';
import { openPeople } from '../compose/open-people.ts';
import { openStore } from '../compose/open-store.ts';
import { shippedRecord, shownPath } from '../compose/places.ts';
import { shownAddress, storeAddress } from '../compose/store-address.ts';
import type { Imported } from '../output/import.ts';
import { importInto } from './import-into.ts';
import type { ServeCallOptions } from './serve.ts';

export interface StartCallOptions extends ServeCallOptions {
  readonly serve?: boolean;
}

/**
 * `timeline start`: makes the store where there is none, imports the shipped record unless the store holds it, and
 * shows the national picture with what is due; `--serve` then serves it until Ctrl+C, on the next free port where
 * nobody chose one and the usual one is taken. @throws InvalidSetting, WrongCall, Interrupted, the errors of the store
 */
export async function start(call: Call<StartCallOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  const dates = datesOf(options);
  const settings = await settingsOf(call);
  const opening = await openingOf(settings ?? options);
  const address = storeAddress(options.store);
  const store = await openStore(address);
  try {
    const held = await holdsShippedRecord(store);
    const imported = held ? null : await importShipped(store, call);
    const timeline = await openTimelineReader({ store, clock, ...opening });
    const picture = await timeline.ask('picture', {}, dates);
    const reinspection = reinspectionPicture(await timeline.ask('due', {}, dates));
    if (options.json) {
      const { writeJson } = await import('../output/json.ts');
      writeJson(terminal, {
        store: shownAddress(address),
        held,
        imported,
        picture,
        reinspection,
      });
    } else {
      const { showStart } = await import('../output/start.ts');
      showStart(
        address,
        { imported, picture, reinspection, directory: timeline.directory },
        terminal,
      );
    }
    if (settings) {
      const { serveWith } = await import('./serve.ts');
      await serveWith(call, { store, address }, await onFreePort(settings, call));
    }
    return (imported?.quarantined.length ?? 0) > 0 ? exitCodes.no : exitCodes.done;
  } finally {
    await store.close();
  }
}

interface ServiceToStart extends Settings {
  /** True where somebody chose the port, so that no other is taken. */
  readonly portChosen: boolean;
}

/** The settings of a service that is to start: read first, so that a wrong one is told before anything is done. @throws InvalidSetting, WrongCall */
async function settingsOf(call: Call<StartCallOptions>): Promise<ServiceToStart | undefined> {
  if (!call.options.serve) return undefined;
  const [{ isGiven, readSettings }, { sourcesOf }] = await Promise.all([
    import('@monitoring-timeline/service'),
    import('./serve.ts'),
  ]);
  const sources = await sourcesOf(call);
  return { ...readSettings(sources), portChosen: isGiven('port', sources) };
}

/** The settings with a port that nothing listens on at this moment, unless somebody chose one. */
async function onFreePort(
  { portChosen, ...settings }: ServiceToStart,
  call: Call<StartCallOptions>,
): Promise<Settings> {
  if (portChosen) return settings;
  const { freePort } = await import('../compose/free-port.ts');
  const port = await freePort(settings.host, settings.port);
  if (port !== settings.port) {
    hint(
      call,
      `Something else listens on port ${settings.port}: this takes ${port}. Choose one with --port.\n`,
    );
  }
  return { ...settings, port };
}

async function importShipped(store: EventStore & Verifiable, call: Call): Promise<Imported> {
  const address = storeAddress(call.options.store);
  const people = await openPeople(address);
  const documents = await openDocuments(address);
  try {
    const directory = await loadDirectory(store);
    return await importInto(
      { store, people, documents, directory },
      [shownPath(shippedRecord)],
      call,
    );
  } finally {
    await people.close();
  }
}

/** True where runs of import on record took every file of the shipped record as it is now. */
async function holdsShippedRecord(store: EventStore): Promise<boolean> {
  const taken = new Set<string>();
  for (const { event } of await store.readStream(operationsStream)) {
    if (event.type !== 'ImportRun') continue;
    const { files } = event.data as { readonly files: readonly { readonly sha256?: string }[] };
    for (const { sha256 } of files) if (sha256 !== undefined) taken.add(sha256);
  }
  if (taken.size === 0) return false;
  const shipped = globSync('**/*.jsonl', { cwd: shippedRecord }).filter(
    (path) => !basename(path).startsWith('.'),
  );
  for (const path of shipped) {
    const bytes = await readFile(join(shippedRecord, path));
    if (!taken.has(hash('sha256', bytes))) return false;
  }
  return true;
}
