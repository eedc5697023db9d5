import { askBoard } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { regionText } from '../output/words.ts';
import { answer, at } from './answering.ts';

export interface BoardCallOptions extends GlobalOptions {
  readonly region?: string;
}

/** `timeline board`. @throws UnknownRegion, WrongCall, the errors of the store */
export async function answerBoard(call: Call<BoardCallOptions>): Promise<ExitCode> {
  const { region } = call.options;
  return answer(call, {
    ask: askBoard({ region }),
    async show(rows, terminal, timeline) {
      const { showBoard } = await import('../output/board.ts');
      showBoard(rows, { where: regionText(region), ...at(call, timeline) }, terminal);
    },
    isEmpty: (rows) => rows.every(({ because }) => because.length === 0),
  });
}
