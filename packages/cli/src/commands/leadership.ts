import { askLeadership } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer } from './answering.ts';

export interface LeadershipCallOptions extends GlobalOptions {
  readonly role?: string;
}

/** `timeline leadership AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerLeadership(
  text: string,
  call: Call<LeadershipCallOptions>,
): Promise<ExitCode> {
  const { role } = call.options;
  return answer(call, {
    ask: askLeadership({ authority: text, role }, commandLine),
    async show(leadership, terminal) {
      const { showLeadership } = await import('../output/leadership.ts');
      showLeadership(leadership, terminal);
    },
    isEmpty: ({ tenures }) => tenures.length === 0,
  });
}
