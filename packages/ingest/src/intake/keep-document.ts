import { readFile } from 'node:fs/promises';
import { isTimelineError } from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import type { FileReading } from '../proposal.ts';

/** Files whose lines are events: they go into the log as they stand, so nothing of them needs to be kept beside it. */
const eventKinds: ReadonlySet<string> = new Set(['events', 'exported_log']);

/** What only carries documents: each of those is kept by itself. */
const carriers: ReadonlySet<string> = new Set(['mail', 'saved_page']);

/**
 * Keeps the bytes of a file that was recognised, so that its passages can be shown later. Of what is not, its hash and the reason are
 * kept in quarantine and no bytes: they may be anything. Files of events are kept only where something in them could not be taken. Answers why it was not kept, where it should have been.
 * @throws the errors of the document store but DocumentTooLarge
 */
export async function keepDocument(
  documents: DocumentStore,
  { file, kind, sha256, problems, content }: FileReading,
): Promise<string | undefined> {
  if (sha256 === undefined || (eventKinds.has(kind) && problems.length === 0)) return undefined;
  if (kind === 'unrecognised' || carriers.has(kind)) return undefined;
  let bytes: Uint8Array;
  try {
    bytes = content ?? (await readFile(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return `It was gone before it could be kept (${code}).`;
  }
  try {
    await documents.put(bytes);
    return undefined;
  } catch (error) {
    if (isTimelineError(error) && error.code === 'DocumentTooLarge') return error.message;
    throw error;
  }
}
