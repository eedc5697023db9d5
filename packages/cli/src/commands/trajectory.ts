import { askTrajectory } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { answer } from './answering.ts';

export interface TrajectoryCallOptions extends GlobalOptions {
  readonly crosswalk?: boolean;
}

/** `timeline trajectory AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerTrajectory(
  text: string,
  call: Call<TrajectoryCallOptions>,
): Promise<ExitCode> {
  const { crosswalk } = call.options;
  return answer(call, {
    ask: askTrajectory({ authority: text, crosswalk }, commandLine),
    async show(trajectory, terminal) {
      const { showTrajectory } = await import('../output/trajectory.ts');
      showTrajectory(trajectory, terminal);
    },
    isEmpty: ({ summary }) => summary.label === 'not_inspected',
  });
}
