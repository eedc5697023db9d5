import type { Call, GlobalOptions } from '../call.ts';
import { dayOption } from '../dates.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, authorityMeant, refuseDates } from './answering.ts';

export interface DiffCallOptions extends GlobalOptions {
  readonly from: string;
  readonly to: string;
}

/** `timeline diff --from K1 --to K2 [AUTHORITY]`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall */
export async function answerDiff(text: string, call: Call<DiffCallOptions>): Promise<ExitCode> {
  const from = dayOption('--from', call.options.from);
  const to = dayOption('--to', call.options.to);
  refuseDates(call, 'diff', ['knownAt'], '--from and --to are the two days of knowledge');
  const authority = text === '' ? undefined : authorityMeant(text, 'timeline diff');
  return answer(call, {
    ask: (timeline, { asOf, recordedAt }) =>
      timeline.diff(from, to, { authority, asOf, recordedAt }),
    async show(diff, terminal, timeline) {
      const { showDiff } = await import('../output/diff.ts');
      showDiff(diff, timeline.directory, terminal);
    },
    isEmpty: ({ authorities }) => authorities.length === 0,
  });
}
