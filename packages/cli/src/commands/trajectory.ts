import type { Call, GlobalOptions } from '../call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { answer, authorityMeant } from './answering.ts';

export interface TrajectoryCallOptions extends GlobalOptions {
  readonly crosswalk?: boolean;
}

/** `timeline trajectory AUTHORITY`. @throws UnknownAuthority, AmbiguousAuthority, WrongCall, the errors of the store */
export async function answerTrajectory(
  text: string,
  call: Call<TrajectoryCallOptions>,
): Promise<ExitCode> {
  const authority = authorityMeant(text, 'timeline board');
  const { crosswalk } = call.options;
  return answer(call, {
    ask: (timeline, dates) => timeline.trajectory(authority, dates, { crosswalk }),
    async show(trajectory, terminal) {
      const { showTrajectory } = await import('../output/trajectory.ts');
      showTrajectory(trajectory, terminal);
    },
    isEmpty: ({ summary }) => summary.label === 'not_inspected',
  });
}
