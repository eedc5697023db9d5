import { hash } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { FileReading } from '../proposal.ts';

/**
 * What a document that came within another file is called where anything is kept of it: its own name may be that of a person, and
 * the log never changes. The same name is always called the same, so that it is known when it is given again.
 */
export function nameWithin(name: string): string {
  const ending = extname(name).toLowerCase();
  const shown = /^\.[a-z0-9]{1,5}$/.test(ending) ? ending : '';
  return `document-${hash('sha256', name, 'hex').slice(0, 12)}${shown}`;
}

/** True where what is kept under a name may be of a file: by the file's own name, or by that of a document in another. */
export function isNameOf(kept: string, file: string): boolean {
  const name = basename(file);
  return kept === name || kept === nameWithin(name);
}

/** Under which name, without folders, a file is told of in what is kept. */
export function keptName({ file, within }: Pick<FileReading, 'file' | 'within'>): string {
  const name = basename(file);
  return within === undefined ? name : nameWithin(name);
}
