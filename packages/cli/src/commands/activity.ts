import { askActivity } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer } from './answering.ts';

export interface ActivityCallOptions extends GlobalOptions {
  readonly since?: string;
}

/** `timeline activity AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerActivity(
  text: string,
  call: Call<ActivityCallOptions>,
): Promise<ExitCode> {
  const { since } = call.options;
  return answer(call, {
    ask: askActivity({ authority: text, since }, commandLine),
    async show(activity, terminal) {
      const { showActivity } = await import('../output/activity.ts');
      showActivity(activity, terminal);
    },
    isEmpty: ({ lastContact }) => lastContact === null,
  });
}
