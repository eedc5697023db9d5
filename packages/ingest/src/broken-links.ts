import { chainHashOf, noHash, type Recorded } from '@monitoring-timeline/core';
import { inTurns } from './breathe.ts';
import type { FileReading, Problem } from './proposal.ts';
import { excerpt } from './readers/lines.ts';

/**
 * Lines of an exported log, and where they stand, that do not follow from the line before them in their stream: when they were recorded, or one of their
 * hashes, is not what was written. A line whose predecessor is not in the file cannot be told.
 */
export async function brokenLinks({
  recorded: lines,
  recordedAt = [],
}: Pick<FileReading, 'recorded' | 'recordedAt'>): Promise<ReadonlyMap<Recorded, string>> {
  const tails = new Map<string, { readonly revision: number; readonly chainHash: string }>();
  const broken = new Map<Recorded, string>();
  for await (const [index, line] of inTurns(lines.entries())) {
    const { stream, revision, contentHash, recorded, chainHash } = line;
    const before = revision === 0 ? { revision: -1, chainHash: noHash } : tails.get(stream);
    tails.set(stream, { revision, chainHash });
    if (before === undefined || before.revision !== revision - 1) continue;
    if (chainHashOf(before.chainHash, contentHash, recorded) === chainHash) continue;
    broken.set(line, recordedAt[index] ?? `position ${line.position}`);
  }
  return broken;
}

/** That a line is not what was written, as a problem with it. */
export function brokenLinkAt(line: Recorded, locator: string): Problem {
  return {
    reason: 'content_altered',
    message: `The line is not the one that was written: its chain hash does not follow from the line before it in its stream, the content and ${line.recorded} as the time of recording. Export it again.`,
    locator,
    given: excerpt(JSON.stringify(line)),
  };
}
