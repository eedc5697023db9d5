import { basename, join } from 'node:path';
import { toPosition, validateForAppend, verifyStore } from '@monitoring-timeline/core';
import { openPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { importPaths, readPaths } from '@monitoring-timeline/ingest';
import { unaccounted } from './outcomes.ts';

/** A folder that is to be read and imported; without one, the log is to be verified and the process ends. */
export interface FuzzOrder {
  readonly batch?: string | undefined;
}

/** What is wrong with what came of a file. */
export interface Fault {
  readonly file: string;
  readonly what: string;
}

/** What came of the files of a folder. */
export interface BatchOutcome {
  /** Their names, in the order in which they were read. */
  readonly read: readonly string[];
  /** Kinds of all that was read, what came with a mail included, and reasons why something was not taken. */
  readonly kinds: readonly string[];
  readonly reasons: readonly string[];
  /** How many files the import counted. */
  readonly imported: number;
  readonly faults: readonly Fault[];
}

/** What came of the log. */
export interface LogOutcome {
  readonly valid: boolean;
  readonly problems: readonly string[];
  readonly events: number;
  /** Most that this process held at any time, in MB: while it read and imported, and with the log verified. */
  readonly megabytes: { readonly reading: number; readonly verified: number };
}

const now = new Date('2026-11-21T12:00:00Z');
const [folder = ''] = process.argv.slice(2);
const store = await openSqliteStore(join(folder, 'log.db'));
const people = await openPeopleRegister(join(folder, 'people.db'));

/** Why an event could not be appended; undefined where it could. */
function invalid(event: unknown): string | undefined {
  try {
    validateForAppend(event);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

async function batchOutcome(batch: string): Promise<BatchOutcome> {
  const [read, kinds, reasons]: [string[], string[], string[]] = [[], [], []];
  const faults: Fault[] = [];
  let file = '';
  const fault = (what: string): void => void faults.push({ file, what });
  // each as it comes: what is held of all at once is no memory of the program
  for await (const reading of readPaths([batch], { now })) {
    // what came with a mail is told of after it
    if (reading.within === undefined) {
      file = basename(reading.file);
      read.push(file);
    }
    kinds.push(reading.kind);
    for (const { event } of reading.proposals) {
      const why = invalid(event);
      if (why !== undefined) fault(why);
    }
    for (const place of await unaccounted(reading)) fault(`nothing is told of ${place}`);
    for (const { reason, message } of reading.problems) {
      if (reason === 'reader_failed') fault(message);
      reasons.push(reason);
    }
  }
  const { files } = await importPaths([batch], { store, people, now });
  return { read, kinds, reasons, imported: files, faults };
}

const peak = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

async function logOutcome(): Promise<LogOutcome> {
  const reading = peak();
  const { valid, problems } = await verifyStore(store);
  const wrong: string[] = [...problems];
  let events = 0;
  for (let after = ''; ; ) {
    const page = await store.readAll(toPosition(after), { limit: 200 });
    for (const { event } of page.events) {
      const why = invalid(event);
      if (why !== undefined) wrong.push(why);
    }
    events += page.events.length;
    const last = page.events.at(-1);
    if (!last) break;
    after = last.position;
  }
  return { valid, problems: wrong, events, megabytes: { reading, verified: peak() } };
}

process.on('message', async ({ batch }: FuzzOrder) => {
  if (batch !== undefined) {
    process.send?.(await batchOutcome(batch));
    return;
  }
  const outcome = await logOutcome();
  await store.close();
  await people.close();
  process.send?.(outcome, () => process.disconnect());
});
