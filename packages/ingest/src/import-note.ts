import { operationsStream, validateForAppend } from '@monitoring-timeline/core';
import type { ImportJob } from './import-run.ts';
import { KeptFold } from './kept-fold.ts';
import { type FileReading, withoutAbsent } from './proposal.ts';

/** A file that there is nothing to decide about. */
export interface RefusedFile {
  readonly file: string;
  /** Absent where the file could not be read to its end. */
  readonly sha256?: string | undefined;
  readonly reason: string;
  readonly message: string;
}

/** Most files of one import that its event names. */
export const mostNoted = 10_000;

export interface FileNoted {
  readonly file: string;
  readonly sha256?: string;
  readonly reader: string;
  readonly sent?: string;
  readonly from?: string;
  readonly within?: string;
}

/** The name of a mail and of what came with it, whatever its file is called. */
export function ownName({ mail, within, name }: FileReading): string | undefined {
  return mail || within !== undefined ? name : undefined;
}

/** What the event of an import says of a file. */
export function notedOf({ file, name = file, sha256, kind, mail, within }: FileReading): FileNoted {
  return withoutAbsent({
    file: name.slice(-1000),
    sha256,
    reader: kind,
    sent: mail?.sent,
    from: mail?.from,
    within,
  } as FileNoted);
}

/** The hashes of what imports noted as refused. */
const hashesNoted = new KeptFold(
  () => new Set<string>(),
  (hashes, { event: { type, data } }) => {
    if (type !== 'ImportRun') return;
    const { refused = [] } = data as { refused?: readonly { readonly sha256: string }[] };
    for (const { sha256 } of refused) hashes.add(sha256);
  },
);

/** What was refused and no import has noted yet, so that to give it again adds nothing. */
export async function notNotedBefore(
  { store, prefix }: ImportJob,
  refused: readonly RefusedFile[],
): Promise<readonly { readonly sha256: string; readonly reason: string }[]> {
  const noted = new Map<string, string>();
  for (const { sha256, reason } of refused) if (sha256) noted.set(sha256, reason);
  if (noted.size === 0) return [];
  const before = await hashesNoted.of(store, `${prefix}${operationsStream}`);
  return [...noted]
    .filter(([sha256]) => !before.has(sha256))
    .slice(0, mostNoted)
    .map(([sha256, reason]) => ({ sha256, reason }));
}

/** Writes down that an import was made. */
export async function noteRun(
  run: ImportJob,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = validateForAppend({
    id: run.id,
    type: 'ImportRun',
    version: 1,
    actor: run.actor,
    at: run.now.toISOString(),
    data,
  });
  await run.store.append(`${run.prefix}${operationsStream}`, [event], { expected: 'any' });
}
