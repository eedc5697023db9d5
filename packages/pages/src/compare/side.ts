import type { Area } from '@monitoring-timeline/core';
import type {
  ActivityView,
  AuthorityShown,
  Themes,
  Trajectory,
  TrajectoryPoint,
} from '@monitoring-timeline/projections';

/** The answers about one of the authorities, beside the comparison. */
export interface Side {
  readonly authority: AuthorityShown;
  readonly trajectory: Trajectory;
  readonly activity: ActivityView;
  readonly themes: Themes;
}

/** Every grade of an area, the earliest first. */
export function pointsOf({ overall, areas }: Trajectory, area: Area): readonly TrajectoryPoint[] {
  return (area === 'overall' ? overall : areas[area])?.points ?? [];
}
