import { quarantineStream } from '@monitoring-timeline/core';
import { appendPlanned, missingFrom } from '../appending.ts';
import type { Run } from '../import-run.ts';
import type { FileReading } from '../proposal.ts';
import { decisionOf } from './decide.ts';
import { mostClaims } from './proposed.ts';
import { foldQuarantine } from './queue.ts';

/** What waits only for the day on which a document came out. */
const reason = 'no_publication';

/**
 * Closes the question on which day a document came out, once its bytes are given again with that day and it could be read: whoever
 * gave the day has decided. Answers how many questions were closed.
 */
export async function closeGivenAgain(run: Run, file: FileReading): Promise<number> {
  const { sha256, problems, proposals } = file;
  if (!sha256 || proposals.length === 0 || problems.some((one) => one.reason === reason)) return 0;
  const stream = `${run.prefix}${quarantineStream}`;
  const queue = await foldQuarantine(await run.store.readStream(stream));
  const open = [...queue.values()].filter(
    (item) => item.status === 'open' && item.reason === reason && item.sha256 === sha256,
  );
  const claims = proposals.slice(0, mostClaims).map(({ event }) => event);
  const placed = open.map((item) => ({
    stream,
    event: decisionOf(item, 'accepted', 'Given again with the day it came out.', claims, run),
  }));
  if (placed.length === 0) return 0;
  return (await appendPlanned(run.store, () => missingFrom(run.store, placed))).size;
}
