import { england } from '@monitoring-timeline/core';
import type { Call } from '../call.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { datesOf } from '../dates.ts';
import { WrongCall } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { writeJson } from '../output/json.ts';

/** `timeline standing AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerStanding(authority: string, call: Call): Promise<ExitCode> {
  const dates = datesOf(call.options);
  if (authority.trim().toLowerCase() === england) {
    throw new WrongCall('England is no authority and has no standing. Ask `timeline picture`.');
  }
  return askTimeline(call, async (timeline, asked) => {
    const standing = await timeline.standing(authority, dates);
    if (call.options.json) writeJson(call.terminal.out, standing);
    else {
      const { showStanding } = await import('../output/standing.ts');
      showStanding(standing, call.terminal);
    }
    if (standing.status !== 'graded') await hintIfEmpty(call, asked);
    return exitCodes.done;
  });
}
