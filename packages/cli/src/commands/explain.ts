import { askExplanation, explainable } from '@monitoring-timeline/projections';
import type { Call } from '../call.ts';
import { WrongCall } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer } from './answering.ts';

/** `timeline explain AUTHORITY standing|trajectory|due`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall */
export async function answerExplain(words: readonly string[], call: Call): Promise<ExitCode> {
  const question = explainable.find((one) => one === words.at(-1)?.toLowerCase());
  if (question === undefined || words.length < 2) {
    throw new WrongCall(
      `Name an authority and then what to explain: ${explainable.join(', ')}. For example \`timeline explain sunderland standing\`.`,
      { words },
    );
  }
  const authority = words.slice(0, -1).join(' ');
  return answer(call, {
    ask: askExplanation({ authority, question }, commandLine),
    async show(explanation, terminal) {
      const { showExplanation } = await import('../output/explain.ts');
      showExplanation(explanation, terminal);
    },
    isEmpty: ({ because }) => because.length === 0,
  });
}
