import { askCoverage } from '@monitoring-timeline/projections';
import type { Call } from '../call.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { datesOf } from '../dates.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { writeJson } from '../output/json.ts';

/** `timeline coverage`. @throws WrongCall, the errors of the store */
export async function answerCoverage(call: Call): Promise<ExitCode> {
  const dates = datesOf(call.options);
  return askTimeline(call, async (timeline, asked) => {
    const spans = await askCoverage()(timeline, dates);
    if (call.options.json) writeJson(call.terminal.out, spans);
    else {
      const { showCoverage } = await import('../output/coverage.ts');
      showCoverage(spans, call.terminal);
    }
    if (spans.length === 0) await hintIfEmpty(call, asked);
    return exitCodes.done;
  });
}
