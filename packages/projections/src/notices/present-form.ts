import { directoryForm, directoryProjection } from '../engine/kept-directory.ts';
import { snapshotProjection, snapshotVersion } from '../engine/snapshots.ts';
import { keptVersion, noticesKept } from './kept.ts';
import { daysForm, daysProjection } from './kept-days.ts';

/**
 * The form in which this program writes a part of the state, as its header has it; undefined for a part that has one form, or its version
 * in its name. What lies in an earlier form is brought to this one, or made again from the log, when it is next used.
 */
export function presentForm(part: string): string | undefined {
  if (part === noticesKept) return keptVersion;
  if (part === directoryProjection) return directoryForm;
  if (part === daysProjection) return daysForm;
  return part === snapshotProjection ? snapshotVersion : undefined;
}
