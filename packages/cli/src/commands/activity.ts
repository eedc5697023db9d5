import type { Call, GlobalOptions } from '../call.ts';
import { dayOption } from '../dates.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, authorityMeant } from './answering.ts';

export interface ActivityCallOptions extends GlobalOptions {
  readonly since?: string;
}

/** `timeline activity AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerActivity(
  text: string,
  call: Call<ActivityCallOptions>,
): Promise<ExitCode> {
  const authority = authorityMeant(text, 'timeline board');
  const { since: given } = call.options;
  const since = given === undefined ? undefined : dayOption('--since', given);
  return answer(call, {
    ask: (timeline, dates) => timeline.activity(authority, dates, { since }),
    async show(activity, terminal) {
      const { showActivity } = await import('../output/activity.ts');
      showActivity(activity, terminal);
    },
    isEmpty: ({ lastContact }) => lastContact === null,
  });
}
