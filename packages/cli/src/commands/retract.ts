import { type RepairCause, retractFact } from '@monitoring-timeline/ingest';
import type { Call } from '../call/call.ts';
import { dayOption } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore } from '../compose/asking.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { refuseDates } from './answering.ts';
import { keyOf, type RepairCallOptions, triedOut } from './correct.ts';
import { tellWritten } from './tell-written.ts';

export interface RetractCallOptions extends RepairCallOptions {
  readonly why: string;
  readonly cause?: RepairCause;
  readonly known?: string;
}

/**
 * `timeline retract EVENT --why`: appends that an event does not hold, found by its id.
 * @throws UnknownEvent, EntryRefused, UnknownAuthority, WrongCall, the errors of the store
 */
export async function retractEvent(id: string, call: Call<RetractCallOptions>): Promise<ExitCode> {
  const { why, cause, known: since, source, authority, by, dryRun } = call.options;
  refuseDates(
    call,
    'retract',
    ['asOf', 'knownAt', 'recordedAt'],
    'give --known with --cause source',
  );
  const known = since === undefined ? undefined : dayOption('--known', since);
  if (known !== undefined && cause !== 'source') {
    throw new WrongCall(
      '--known says when its publisher withdrew it, so it goes with --cause source. A misreading of ours never held.',
    );
  }
  return askStore(call, async (asked) => {
    const key = await keyOf(asked, authority);
    const options = { ...byHand(asked, by), source, authority: key };
    const retraction = { why, cause, known };
    const result = dryRun
      ? await triedOut(asked, call, (copy) =>
          retractFact(id, retraction, { ...options, store: copy }),
        )
      : await retractFact(id, retraction, options);
    await tellWritten(result, 'Retracted', asked, call);
    return exitCodes.done;
  });
}
