import { askInterventions } from '@monitoring-timeline/projections';
import type { Call } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer } from './answering.ts';

/** `timeline interventions AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerInterventions(text: string, call: Call): Promise<ExitCode> {
  return answer(call, {
    ask: askInterventions({ authority: text }, commandLine),
    async show(interventions, terminal) {
      const { showInterventions } = await import('../output/interventions.ts');
      showInterventions(interventions, terminal);
    },
    isEmpty: ({ history }) => history.length === 0,
  });
}
