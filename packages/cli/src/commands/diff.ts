import { askDiff } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer, refuseDates } from './answering.ts';

export interface DiffCallOptions extends GlobalOptions {
  readonly from: string;
  readonly to: string;
}

/** `timeline diff --from K1 --to K2 [AUTHORITY]`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall */
export async function answerDiff(text: string, call: Call<DiffCallOptions>): Promise<ExitCode> {
  const { from, to } = call.options;
  const ask = askDiff({ from, to, authority: text === '' ? undefined : text }, commandLine);
  refuseDates(call, 'diff', ['knownAt'], '--from and --to are the two days of knowledge');
  return answer(call, {
    ask,
    async show(diff, terminal, timeline) {
      const { showDiff } = await import('../output/diff.ts');
      showDiff(diff, timeline.directory, terminal);
    },
    isEmpty: ({ authorities }) => authorities.length === 0,
  });
}
