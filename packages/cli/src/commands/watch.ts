import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isTimelineError } from '@monitoring-timeline/core';
import {
  defaultSettleMs,
  type FileReading,
  importPaths,
  watchFolder,
} from '@monitoring-timeline/ingest';
import { type Call, hint } from '../call/call.ts';
import { dayOption } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { directoryOf } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { kindsOf } from '../compose/extensions.ts';
import { openDocuments } from '../compose/open-documents.ts';
import { openPeople } from '../compose/open-people.ts';
import { openStore } from '../compose/open-store.ts';
import { shownPath } from '../compose/places.ts';
import {
  localPath,
  type StoreAddress,
  shownAddress,
  storeAddress,
} from '../compose/store-address.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { Lines } from '../output/lines.ts';
import { lineOfFile, type WatchedFile } from '../output/watch.ts';
import { refuseDates } from './answering.ts';
import type { ImportCallOptions } from './import.ts';

export interface WatchCallOptions extends ImportCallOptions {
  readonly settle?: string;
}

/**
 * `timeline watch FOLDER`: imports what is in a folder and what is dropped into it, one line a file, until stopped; the file in hand is
 * finished first. Exit code 1 where something went to quarantine meanwhile. @throws WrongCall, the errors of the store
 */
export async function watchForFiles(
  folder: string,
  call: Call<WatchCallOptions>,
): Promise<ExitCode> {
  refuseDates(call, 'watch', ['asOf', 'knownAt', 'recordedAt'], 'files say when things were');
  const { options, terminal } = call;
  const published =
    options.published === undefined ? undefined : dayOption('--published', options.published);
  const settleMs = settleOption(options.settle);
  checkFolder(folder);
  const kinds = await kindsOf(options);
  const address = storeAddress(options.store);
  const store = await openStore(address);
  const people = await openPeople(address);
  const documents = await openDocuments(address);
  const actor = { kind: 'program', name: 'timeline watch' } as const;
  let waiting = 0;
  try {
    await untilStopped(async (stop) => {
      const lines = new Lines(terminal.out, stop);
      hint(
        call,
        `Watching ${shownPath(resolve(folder))} for ${shownAddress(address)}. Ctrl+C ends it.`,
      );
      const files = watchFolder(folder, {
        stop,
        settleMs,
        except: ownFiles(address),
        onLost: (reason) => tellOf(call, 'FolderLost', `${reason} It is tried again.`),
      });
      for await (const file of files) {
        let reading: FileReading | undefined;
        try {
          const result = await importPaths([file], {
            store,
            people,
            documents,
            directory: await directoryOf({ store, address }),
            published,
            ...kinds,
            now: now(),
            actor,
            onRead: (read) => {
              reading = read;
            },
          });
          waiting += result.quarantined.length + result.refused.length;
          const watched: WatchedFile = { at: now().toISOString(), file, reading, result };
          await lineOfFile(watched, options.json === true, terminal, lines);
        } catch (error) {
          // moved or deleted between the listing and its turn: there is nothing to take
          if (!isTimelineError(error) || error.code !== 'NoSuchPath') throw error;
        }
      }
    });
  } finally {
    await people.close();
    await store.close();
  }
  return waiting > 0 ? exitCodes.no : exitCodes.done;
}

function tellOf({ options, terminal }: Call, code: string, message: string): void {
  const text = options.json ? JSON.stringify({ error: { code, message } }) : `timeline: ${message}`;
  terminal.err.write(`${text}\n`);
}

/** True for the files of the store, which may lie in the folder that is watched. */
function ownFiles(address: StoreAddress): (path: string) => boolean {
  if (address.engine === 'memory') return () => false;
  const store = localPath(address);
  const name = store.replace(/\.db$/, '');
  return (path) => {
    const full = resolve(path);
    return full === store || full.startsWith(`${store}-`) || full.startsWith(`${name}.`);
  };
}

/** @throws WrongCall where it is no folder */
function checkFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new WrongCall(
    `${folder} is no folder. Name one that is there; paths count from ${process.cwd()}. To read files once, use \`timeline import\`.`,
    { folder },
  );
}

const longestSettle = 3600;

/** Seconds a file must stay the same, as milliseconds. @throws WrongCall */
function settleOption(text: string | undefined): number {
  if (text === undefined) return defaultSettleMs;
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds > 0 && seconds <= longestSettle) return seconds * 1000;
  throw new WrongCall(
    `--settle: "${text}" is not a number of seconds from 0.1 to ${longestSettle}. Write for instance --settle 5.`,
    { text },
  );
}
