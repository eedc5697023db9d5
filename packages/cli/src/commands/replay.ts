import { epochDay } from '@monitoring-timeline/core';
import type { Call, GlobalOptions } from '../call/call.ts';
import { dayOption } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askTimeline } from '../compose/asking.ts';
import { clock } from '../compose/clock.ts';
import { sleepUntil, untilStopped } from '../compose/until-stopped.ts';
import { Lines } from '../output/lines.ts';
import { authorityMeant, refuseDates } from './answering.ts';

export interface ReplayCallOptions extends GlobalOptions {
  readonly from?: string;
  readonly to?: string;
  readonly speed?: string;
}

/**
 * `timeline replay`: the record in the order in which it became known, one JSON line a step, at a number of days a second;
 * 0 is as fast as it is read. Ctrl+C ends it. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store
 */
export async function replayRecord(
  words: readonly string[],
  call: Call<ReplayCallOptions>,
): Promise<ExitCode> {
  const { options, terminal } = call;
  const from = options.from === undefined ? undefined : dayOption('--from', options.from);
  const to = options.to === undefined ? undefined : dayOption('--to', options.to);
  const speed = speedOption(options.speed);
  if (from !== undefined && to !== undefined && from > to) {
    throw new WrongCall(`--from ${from} lies after --to ${to}. Replay goes forward: swap them.`);
  }
  refuseDates(call, 'replay', ['asOf', 'knownAt', 'recordedAt'], 'give --from and --to');
  const authorities = words.length === 0 ? undefined : [authorityMeant(words.join(' '), 'replay')];
  return askTimeline(call, (timeline) =>
    untilStopped(async (stop) => {
      const lines = new Lines(terminal.out, stop);
      let began: { readonly day: number; readonly at: number } | undefined;
      for (const step of await timeline.replay({ from, to, authorities })) {
        if (stop.aborted) break;
        if (speed === 0) {
          await lines.gather(step);
        } else {
          const day = epochDay(step.day);
          began ??= { day: from === undefined ? day : epochDay(from), at: clock.now() };
          await sleepUntil(began.at + ((day - began.day) / speed) * 1000, stop);
          if (stop.aborted) break;
          await lines.write(step);
        }
      }
      await lines.flush();
      return exitCodes.done;
    }),
  );
}

function speedOption(text: string | undefined): number {
  if (text === undefined) return 0;
  const speed = Number(text);
  if (text.trim() !== '' && Number.isFinite(speed) && speed >= 0) return speed;
  throw new WrongCall(
    `--speed: "${text}" is no number of days a second. Write for example --speed 30, or 0 for as fast as it goes.`,
    { text },
  );
}
