import { askAuthorities } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { regionText } from '../output/words.ts';
import { answer, at } from './answering.ts';

export interface AuthoritiesCallOptions extends GlobalOptions {
  readonly region?: string;
}

/** `timeline authorities`: those that existed on the day. @throws UnknownRegion, WrongCall, the errors of the store */
export async function answerAuthorities(call: Call<AuthoritiesCallOptions>): Promise<ExitCode> {
  const { region } = call.options;
  return answer(call, {
    ask: askAuthorities({ region }),
    async show(rows, terminal, timeline) {
      const { showAuthorities } = await import('../output/authorities.ts');
      showAuthorities(rows, { where: regionText(region), ...at(call, timeline) }, terminal);
    },
    isEmpty: () => false,
  });
}
