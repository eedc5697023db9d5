import type { Call } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, authorityMeant } from './answering.ts';

/** `timeline themes AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerThemes(text: string, call: Call): Promise<ExitCode> {
  const authority = authorityMeant(text, 'timeline findings');
  return answer(call, {
    ask: (timeline, dates) => timeline.themes(authority, dates),
    async show(themes, terminal) {
      const { showThemes } = await import('../output/themes.ts');
      showThemes(themes, terminal);
    },
    isEmpty: ({ themes }) => themes.length === 0,
  });
}
