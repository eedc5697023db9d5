import { askReconciliation } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer } from './answering.ts';

export interface ReconcileCallOptions extends GlobalOptions {
  readonly count?: 'authorities' | 'reports';
}

/**
 * `timeline reconcile SNAPSHOT`, on the day that the table speaks of unless other dates are asked for. A difference is no
 * failure: who explains it is the answer. @throws UnknownSnapshot, WrongCall, the errors of the store
 */
export async function answerReconcile(
  snapshot: string,
  call: Call<ReconcileCallOptions>,
): Promise<ExitCode> {
  const { count } = call.options;
  return answer(call, {
    ask: askReconciliation({ snapshot, count }),
    async show(reconciliation, terminal, timeline) {
      const { showReconciliation } = await import('../output/reconcile.ts');
      showReconciliation(reconciliation, timeline.directory, terminal);
    },
    isEmpty: () => false,
  });
}
