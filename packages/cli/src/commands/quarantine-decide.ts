import { sentenceOf } from '@monitoring-timeline/core';
import {
  acceptQuarantined,
  type Deciding,
  type DecisionResult,
  parseEdit,
  rejectQuarantined,
  rowOf,
} from '@monitoring-timeline/ingest';
import { nameIn } from '../answers/quarantine.ts';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { readGiven } from '../call/given-file.ts';
import { askStore, directoryOf, type OpenedStore } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { namesOf, openPeople } from '../compose/open-people.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import { keyOf } from './correct.ts';

export interface AcceptOptions extends GlobalOptions {
  readonly file?: string;
  readonly set?: readonly string[];
  readonly authority?: string;
  readonly holds?: string;
  readonly apart?: boolean;
  readonly why?: string;
  readonly by?: string;
}

export interface RejectOptions extends GlobalOptions {
  readonly why: string;
  readonly by?: string;
}

const dates = ['asOf', 'knownAt', 'recordedAt'] as const;

/**
 * `timeline quarantine accept ID`: appends what it would become, as it is or changed, with who agreed.
 * @throws UnknownQuarantined, AlreadyDecided, EntryRefused, UnknownAuthority, WrongCall, the errors of the store
 */
export async function accept(id: string, call: Call<AcceptOptions>): Promise<ExitCode> {
  const { file, authority, holds, apart, why } = call.options;
  const set = cellsIn(call.options.set);
  refuseDates(call, 'quarantine', dates, 'a claim says itself when it was so');
  const edit = file === undefined ? undefined : parseEdit(await readGiven('--file', file), file);
  return askStore(call, async (asked) => {
    const by = await deciding(asked, call.options.by);
    const key = await keyOf(asked, authority);
    const acceptance = { edit, authority: key, holds, apart, why, set };
    const people = set === undefined ? undefined : await openPeople(asked.address);
    try {
      const result = await acceptQuarantined(id, acceptance, { ...by, people });
      await tell(result, asked, by, call);
    } finally {
      await people?.close();
    }
    return exitCodes.done;
  });
}

/** Cells by column, from `column=value` each. @throws WrongCall */
function cellsIn(given: readonly string[] | undefined): Record<string, string> | undefined {
  if (given === undefined) return undefined;
  const cells = new Map<string, string>();
  for (const one of given) {
    const at = one.indexOf('=');
    const column = one.slice(0, Math.max(at, 0)).trim();
    if (column === '') {
      throw new WrongCall(`--set: "${one}" is not column=value. Write --set overall=good.`, {
        set: one,
      });
    }
    if (cells.has(column)) throw new WrongCall(`--set: ${column} is given twice. Give it once.`);
    cells.set(column, one.slice(at + 1));
  }
  return Object.fromEntries(cells);
}

/**
 * `timeline quarantine reject ID --why WORDS`: turns it down, with who did and why.
 * @throws UnknownQuarantined, AlreadyDecided, EntryRefused, the errors of the store
 */
export async function reject(id: string, call: Call<RejectOptions>): Promise<ExitCode> {
  refuseDates(call, 'quarantine', dates, 'a decision is of now');
  return askStore(call, async (asked) => {
    const by = await deciding(asked, call.options.by);
    await tell(await rejectQuarantined(id, call.options.why, by), asked, by, call);
    return exitCodes.done;
  });
}

async function deciding(asked: OpenedStore, name: string | undefined): Promise<Deciding> {
  return {
    ...byHand(asked, name),
    now: now(),
    directory: await directoryOf(asked),
  };
}

async function tell(
  { item, ...result }: DecisionResult,
  { address }: OpenedStore,
  { directory }: Deciding,
  { options, terminal }: Call,
): Promise<void> {
  if (options.json) {
    writeJson(terminal, { ...rowOf(item), ...result });
    return;
  }
  const { showDecision } = await import('../output/quarantine-item.ts');
  const nameOf = await namesOf(address);
  const events = result.events.map((event) => ({
    id: event.id,
    authority: nameIn(directory, event.authority),
    says: sentenceOf(event, nameOf),
  }));
  showDecision({ ...result, item: rowOf(item), events }, terminal);
}
