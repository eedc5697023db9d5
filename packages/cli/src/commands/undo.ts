import { undoLast } from '@monitoring-timeline/ingest';
import type { Call } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore } from '../compose/asking.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { refuseDates } from './answering.ts';
import { keyOf, type RepairCallOptions } from './correct.ts';
import { tellWritten } from './tell-written.ts';

export interface UndoCallOptions extends RepairCallOptions {
  readonly why?: string;
}

/**
 * `timeline undo`: appends that what one wrote last does not hold: an own fact, a correction, a retraction, or what an accepted
 * proposal became. @throws EntryRefused, UnknownAuthority, WrongCall, the errors of the store
 */
export async function undo(call: Call<UndoCallOptions>): Promise<ExitCode> {
  const { why, source, authority, by } = call.options;
  refuseDates(
    call,
    'undo',
    ['asOf', 'knownAt', 'recordedAt'],
    'it takes back what was written last',
  );
  return askStore(call, async (asked) => {
    const key = await keyOf(asked, authority);
    const result = await undoLast(why, { ...byHand(asked, by), source, authority: key });
    await tellWritten(result, 'Undone', asked, call);
    return exitCodes.done;
  });
}
