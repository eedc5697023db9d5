import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { beginning, type EventStore } from '@monitoring-timeline/core';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import { type Call, type GlobalOptions, hint } from '../call.ts';
import { askStore } from '../compose/asking.ts';
import { openPeopleIfThere } from '../compose/open-people.ts';
import { shownPath } from '../compose/places.ts';
import { WrongCall } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { attribution } from '../output/attribution.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';

export interface ExportCallOptions extends GlobalOptions {
  readonly format?: string;
  readonly output?: string;
  readonly people?: boolean;
}

interface Counts {
  events: number;
  people: number;
}

/**
 * `timeline export`: a line with the licence, every event as recorded and in order up to the present head, then the
 * names of people. Import takes all of it in again. @throws WrongCall, the errors of the store
 */
export async function exportLog(call: Call<ExportCallOptions>): Promise<ExitCode> {
  refuseDates(
    call,
    'export',
    ['asOf', 'knownAt', 'recordedAt'],
    'it writes out the whole log; `history` and `replay` ask at dates',
  );
  const { output, json, people: withPeople } = call.options;
  if (json && output === undefined) {
    throw new WrongCall(
      'An export is JSON lines, not one document. Leave --json out, or name a file with --output.',
    );
  }
  return askStore(call, async ({ store, address }) => {
    const people = withPeople === false ? undefined : await openPeopleIfThere(address);
    const counts: Counts = { events: 0, people: 0 };
    try {
      const lines = Readable.from(exportedLines(store, people, counts));
      if (output === undefined) await pipeline(lines, call.terminal.out, { end: false });
      else await writeWhole(lines, output);
    } finally {
      await people?.close();
    }
    if (json) writeJson(call.terminal.out, { file: output, ...counts });
    else if (output !== undefined) {
      const names = `${counts.events} events and the names of ${counts.people} people`;
      hint(call, `Wrote ${names} to ${shownPath(output)}.`);
    }
    return exitCodes.done;
  });
}

async function* exportedLines(
  store: EventStore,
  people: PeopleRegister | undefined,
  counts: Counts,
): AsyncGenerator<string> {
  const head = await store.head();
  yield `${JSON.stringify(attribution)}\n`;
  let after = beginning;
  while (after < head.position) {
    const page = await store.readAll(after);
    const events = page.events.filter(({ position }) => position <= head.position);
    counts.events += events.length;
    if (events.length > 0) yield `${events.map((event) => JSON.stringify(event)).join('\n')}\n`;
    if (page.atEnd) break;
    after = page.next;
  }
  for (const { id, name } of (await people?.entries()) ?? []) {
    counts.people += 1;
    yield `${JSON.stringify({ person: id, name })}\n`;
  }
}

/** Writes a file as a whole or not at all: a reader never finds half an export under its name. */
async function writeWhole(lines: Readable, path: string): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await pipeline(lines, createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOTEMPTY'].includes(code ?? '')) {
      throw error;
    }
    throw new WrongCall(
      `--output: ${path} cannot be written (${code}). Name a file in a folder that is there.`,
      {
        path,
      },
    );
  }
}
