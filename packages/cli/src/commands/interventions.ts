import type { Call } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, authorityMeant } from './answering.ts';

/** `timeline interventions AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerInterventions(text: string, call: Call): Promise<ExitCode> {
  const authority = authorityMeant(text, 'timeline board');
  return answer(call, {
    ask: (timeline, dates) => timeline.interventions(authority, dates),
    async show(interventions, terminal) {
      const { showInterventions } = await import('../output/interventions.ts');
      showInterventions(interventions, terminal);
    },
    isEmpty: ({ history }) => history.length === 0,
  });
}
