import { askFindings } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer, at } from './answering.ts';

export interface FindingsCallOptions extends GlobalOptions {
  readonly topic?: string;
  readonly region?: string;
  readonly authority?: string;
}

/** `timeline findings`. @throws UnknownRegion, UnknownAuthority, WrongCall, the errors of the store */
export async function answerFindings(call: Call<FindingsCallOptions>): Promise<ExitCode> {
  const { topic, region, authority } = call.options;
  return answer(call, {
    ask: askFindings({ topic, region, authority }, commandLine),
    async show(topics, terminal, timeline) {
      const { showFindings } = await import('../output/findings.ts');
      showFindings(topics, { topic, region, ...at(call, timeline) }, terminal);
    },
    isEmpty: (topics) => topics.length === 0,
  });
}
