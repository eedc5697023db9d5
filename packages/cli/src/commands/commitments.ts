import type { Call, GlobalOptions } from '../call.ts';
import { dateOption, monthsFrom, monthsOf } from '../dates.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, at, authorityMeant } from './answering.ts';

export interface CommitmentsCallOptions extends GlobalOptions {
  readonly by?: string;
  readonly within?: string;
  readonly authority?: string;
  readonly region?: string;
}

/** `timeline commitments`. @throws UnknownRegion, UnknownAuthority, WrongCall, the errors of the store */
export async function answerCommitments(call: Call<CommitmentsCallOptions>): Promise<ExitCode> {
  const { by, within, authority: named, region } = call.options;
  const dueBy = by === undefined ? undefined : dateOption('--by', by);
  const months = within === undefined ? undefined : monthsOf(within);
  const span =
    within === undefined || months !== undefined ? undefined : dateOption('--within', within);
  const authority = named === undefined ? undefined : authorityMeant(named);
  return answer(call, {
    ask(timeline, dates) {
      const { asOf } = timeline.coordinates(dates);
      const dueWithin = months === undefined ? span : monthsFrom(asOf, months);
      return timeline.commitments(dates, { authority, region, dueBy, dueWithin });
    },
    async show(commitments, terminal, timeline) {
      const { showCommitments } = await import('../output/commitments.ts');
      showCommitments(commitments, { region, ...at(call, timeline) }, terminal);
    },
    isEmpty: (commitments) => commitments.length === 0,
  });
}
