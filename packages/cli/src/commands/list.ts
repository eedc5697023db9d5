import { epochDay } from '@monitoring-timeline/core';
import { parseCondition } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, at, authorityMeant } from './answering.ts';

export interface ListCallOptions extends GlobalOptions {
  readonly where?: readonly string[];
  readonly region?: string;
  readonly neighboursOf?: string;
}

/** `timeline list`. @throws InvalidCondition, UnknownRegion, UnknownAuthority, WrongCall, the errors of the store */
export async function answerList(call: Call<ListCallOptions>): Promise<ExitCode> {
  const { where = [], region, neighboursOf: of } = call.options;
  const conditions = where.map(parseCondition);
  const neighboursOf = of === undefined ? undefined : authorityMeant(of);
  return answer(call, {
    ask: (timeline, dates) => timeline.list(dates, { where: conditions, region, neighboursOf }),
    async show(rows, terminal, timeline) {
      const { showList } = await import('../output/list.ts');
      const dates = at(call, timeline);
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
