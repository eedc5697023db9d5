import { snapshotProjection } from './engine/snapshots.ts';
import { keptPrefix } from './projections/kept.ts';

/**
 * Whether a part of the state is worked out again from the log where it is lost: snapshots, and what projections of one's own keep. Each
 * machine keeps such parts for itself; all others, such as what was issued, are one for everybody who uses a log.
 */
export function isWorkedOut(part: string): boolean {
  return (
    part === snapshotProjection ||
    part.startsWith(`${snapshotProjection}-`) ||
    part.startsWith(keptPrefix)
  );
}
