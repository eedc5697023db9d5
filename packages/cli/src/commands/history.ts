import { england, isoDay } from '@monitoring-timeline/core';
import { askHistory } from '@monitoring-timeline/projections';
import type { Call } from '../call.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { datesOf } from '../dates.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { writeJson } from '../output/json.ts';

/** `timeline history AUTHORITY`; `england` gives the national facts. @throws UnknownAuthority, AmbiguousAuthority */
export async function answerHistory(text: string, call: Call): Promise<ExitCode> {
  const dates = datesOf(call.options);
  const national = text.trim().toLowerCase() === england;
  return askTimeline(call, async (timeline, asked) => {
    const { asOf, knownAt, recordedAt } = timeline.coordinates(dates);
    const authority = national ? undefined : timeline.directory.resolve(text, { asOf });
    const entries = await askHistory({ authority: authority?.key ?? england })(timeline, dates);
    if (call.options.json) writeJson(call.terminal.out, entries);
    else {
      const { showHistory } = await import('../output/history.ts');
      const heading = {
        name: authority?.name ?? 'England',
        asOf: isoDay(asOf),
        knownAt: isoDay(knownAt),
        ...(recordedAt === undefined ? {} : { recordedAt }),
      };
      showHistory(heading, entries, call.terminal);
    }
    if (entries.length === 0) await hintIfEmpty(call, asked);
    return exitCodes.done;
  });
}
