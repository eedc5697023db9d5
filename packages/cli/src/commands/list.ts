import { epochDay } from '@monitoring-timeline/core';
import { askList, parseCondition } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer, at } from './answering.ts';

export interface ListCallOptions extends GlobalOptions {
  readonly where?: readonly string[];
  readonly region?: string;
  readonly neighboursOf?: string;
}

/** `timeline list`. @throws InvalidCondition, UnknownRegion, UnknownAuthority, WrongCall, the errors of the store */
export async function answerList(call: Call<ListCallOptions>): Promise<ExitCode> {
  const { where = [], region, neighboursOf } = call.options;
  return answer(call, {
    ask: askList({ where, region, neighboursOf }, commandLine),
    async show(rows, terminal, timeline) {
      const { showList } = await import('../output/list.ts');
      const dates = at(call, timeline);
      const conditions = where.map(parseCondition);
      const asOf = epochDay(dates.asOf);
      const name =
        neighboursOf === undefined
          ? undefined
          : timeline.directory.resolve(neighboursOf, { asOf }).name;
      showList(rows, { conditions, region, neighboursOf: name, ...dates }, terminal);
    },
    isEmpty: (rows) => rows.length === 0,
  });
}
