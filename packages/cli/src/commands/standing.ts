import { askStanding } from '@monitoring-timeline/projections';
import type { Call } from '../call.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { datesOf } from '../dates.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { writeJson } from '../output/json.ts';

/** `timeline standing AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerStanding(authority: string, call: Call): Promise<ExitCode> {
  const dates = datesOf(call.options);
  const ask = askStanding({ authority }, commandLine);
  return askTimeline(call, async (timeline, asked) => {
    const standing = await ask(timeline, dates);
    if (call.options.json) writeJson(call.terminal.out, standing);
    else {
      const { showStanding } = await import('../output/standing.ts');
      showStanding(standing, call.terminal);
    }
    if (standing.status !== 'graded') await hintIfEmpty(call, asked);
    return exitCodes.done;
  });
}
