import { z } from 'zod';
import { BackupUnfit } from './errors.ts';

export const manifestName = 'manifest.json';

/** The files that a backup can hold, in the order in which they stand in it. */
export const partNames = [
  'log.db',
  'people.db',
  'state.db',
  'documents.txt',
  'seals.jsonl',
] as const;
export type PartName = (typeof partNames)[number];

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** What a backup says of itself: the first file in it. */
const manifestSchema = z.strictObject({
  format: z.literal('monitoring-timeline/backup'),
  version: z.literal(1),
  made: z.iso.datetime(),
  /** The head of the log, as it was verified when the backup was made. */
  head: z.strictObject({ position: z.string(), events: count, streams: count, hash: hex }),
  parts: z
    .array(z.strictObject({ name: z.enum(partNames), bytes: count, sha256: hex }))
    .min(1)
    .max(partNames.length),
  /** The documents beside the log: their names are in the backup (`documents.txt`), their bytes only where it says so. */
  documents: z.strictObject({ count, bytes: count, inside: z.boolean().default(false) }),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads a manifest. @throws BackupUnfit */
export function readManifest(text: string, file: string): Manifest {
  const parsed = manifestSchema.safeParse(json(text, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new BackupUnfit(
    `${file} is no backup that this program can read (${manifestName}: ${place === '' ? '' : `${place}: `}${issue?.message}). Use the program that made it.`,
    { file },
  );
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BackupUnfit(
      `${file} is no whole backup: its ${manifestName} is not JSON. Take another copy of it.`,
      { file },
    );
  }
}
