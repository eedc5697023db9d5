import { askCommitments } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer, at } from './answering.ts';

export interface CommitmentsCallOptions extends GlobalOptions {
  readonly by?: string;
  readonly within?: string;
  readonly authority?: string;
  readonly region?: string;
}

/** `timeline commitments`. @throws UnknownRegion, UnknownAuthority, WrongCall, the errors of the store */
export async function answerCommitments(call: Call<CommitmentsCallOptions>): Promise<ExitCode> {
  const { by, within, authority, region } = call.options;
  return answer(call, {
    ask: askCommitments({ by, within, authority, region }, commandLine),
    async show(commitments, terminal, timeline) {
      const { showCommitments } = await import('../output/commitments.ts');
      showCommitments(commitments, { region, ...at(call, timeline) }, terminal);
    },
    isEmpty: (commitments) => commitments.length === 0,
  });
}
