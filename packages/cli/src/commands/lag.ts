import { type LogReach, logReach } from '@monitoring-timeline/projections';
import type { Call } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore } from '../compose/asking.ts';
import { shownAddress } from '../compose/store-address.ts';
import { writeJson } from '../output/json.ts';

/**
 * `timeline lag`: whether every event can be read, and where not, how far the views lag; exit code 1 where they do. A question
 * that meets such an event ends with 3. @throws WrongCall, the errors of the store
 */
export async function answerLag(call: Call): Promise<ExitCode> {
  return askStore(call, async ({ store, address }) => {
    const reach: LogReach = await logReach(store);
    if (call.options.json) writeJson(call.terminal, reach);
    else {
      const { showLag } = await import('../output/lag.ts');
      showLag(shownAddress(address), reach, call.terminal);
    }
    return reach.stopped === null ? exitCodes.done : exitCodes.no;
  });
}
