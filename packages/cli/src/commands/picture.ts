import { askPicture, type PictureOptions } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { datesOf } from '../dates.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { writeJson } from '../output/json.ts';

/** The options of `timeline picture`; those with choices have been checked by the command line. */
export interface PictureCallOptions extends GlobalOptions {
  readonly region?: string;
  readonly framework?: string;
  readonly by?: PictureOptions['by'];
  readonly every?: PictureOptions['every'];
  readonly count?: PictureOptions['count'];
}

/** `timeline picture`. @throws UnknownRegion, WrongCall, the errors of the store */
export async function answerPicture(call: Call<PictureCallOptions>): Promise<ExitCode> {
  const { region, framework, by, every, count, json } = call.options;
  const dates = datesOf(call.options);
  const ask = askPicture({ region, framework, by, every, count }, commandLine);
  return askTimeline(call, async (timeline, store) => {
    const picture = await ask(timeline, dates);
    if (json) writeJson(call.terminal.out, picture);
    else {
      const { showPicture } = await import('../output/picture.ts');
      showPicture(picture, timeline.directory, call.terminal);
    }
    await hintIfEmpty(call, store);
    return exitCodes.done;
  });
}
