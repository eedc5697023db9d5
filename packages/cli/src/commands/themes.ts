import { askThemes } from '@monitoring-timeline/projections';
import type { Call } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer } from './answering.ts';

/** `timeline themes AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerThemes(text: string, call: Call): Promise<ExitCode> {
  return answer(call, {
    ask: askThemes({ authority: text }, commandLine),
    async show(themes, terminal) {
      const { showThemes } = await import('../output/themes.ts');
      showThemes(themes, terminal);
    },
    isEmpty: ({ themes }) => themes.length === 0,
  });
}
