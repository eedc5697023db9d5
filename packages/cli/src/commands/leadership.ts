import { leadershipRoles } from '@monitoring-timeline/core';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, authorityMeant, choice } from './answering.ts';

export interface LeadershipCallOptions extends GlobalOptions {
  readonly role?: string;
}

/** `timeline leadership AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerLeadership(
  text: string,
  call: Call<LeadershipCallOptions>,
): Promise<ExitCode> {
  const authority = authorityMeant(text, 'timeline board');
  const { role: given } = call.options;
  const role = given === undefined ? undefined : choice('--role', given, leadershipRoles);
  return answer(call, {
    ask: (timeline, dates) => timeline.leadership(authority, dates, { role }),
    async show(leadership, terminal) {
      const { showLeadership } = await import('../output/leadership.ts');
      showLeadership(leadership, terminal);
    },
    isEmpty: ({ tenures }) => tenures.length === 0,
  });
}
