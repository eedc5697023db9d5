import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, at, authorityMeant } from './answering.ts';

export interface FindingsCallOptions extends GlobalOptions {
  readonly topic?: string;
  readonly region?: string;
  readonly authority?: string;
}

/** `timeline findings`. @throws UnknownRegion, UnknownAuthority, WrongCall, the errors of the store */
export async function answerFindings(call: Call<FindingsCallOptions>): Promise<ExitCode> {
  const { topic, region, authority: named } = call.options;
  const authority = named === undefined ? undefined : authorityMeant(named);
  return answer(call, {
    ask: (timeline, dates) => timeline.findings(dates, { topic, region, authority }),
    async show(topics, terminal, timeline) {
      const { showFindings } = await import('../output/findings.ts');
      showFindings(topics, { topic, region, ...at(call, timeline) }, terminal);
    },
    isEmpty: (topics) => topics.length === 0,
  });
}
