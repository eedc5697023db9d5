import { type LogFormat, logLines } from '@monitoring-timeline/projections/export';
import { type Call, hint } from '../call/call.ts';
import { datesOf } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore } from '../compose/asking.ts';
import { openPeopleIfThere } from '../compose/open-people.ts';
import { shownPath } from '../compose/places.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import type { ExportCallOptions } from './export.ts';
import { writeOut } from './write-out.ts';

/**
 * The log in lines: the licence, every event as recorded and in order up to the present head or to `--recorded-at`, then the names of
 * people. Import takes all of it in again. @throws WrongCall, the errors of the store
 */
export async function exportLog(
  call: Call<ExportCallOptions>,
  format: LogFormat,
): Promise<ExitCode> {
  const { output, json, people: withPeople, region, authority } = call.options;
  refuseDates(
    call,
    'export',
    ['asOf', 'knownAt'],
    'it writes out the whole log; `export --view history` writes what was known on a day',
  );
  if (region !== undefined || authority !== undefined) {
    throw new WrongCall(
      'The log is written out whole, so that its hashes hold. Take --view events for the events of a region or an authority.',
    );
  }
  const { recordedAt } = datesOf(call.options);
  return askStore(call, async ({ store, address }) => {
    const people = withPeople === false ? undefined : await openPeopleIfThere(address);
    const counts = { events: 0, people: 0 };
    try {
      const { position: upTo } = await store.head();
      const asked = { store, format, upTo, recordedAt, people };
      await writeOut(logLines(asked, counts), output, call);
    } finally {
      await people?.close();
    }
    if (json) writeJson(call.terminal, { file: output, ...counts });
    else if (output !== undefined) {
      const names = `${counts.events} events and the names of ${counts.people} people`;
      hint(call, `Wrote ${names} to ${shownPath(output)}.`);
    }
    return exitCodes.done;
  });
}
