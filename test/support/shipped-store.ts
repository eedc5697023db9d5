import { cpSync, existsSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { timeline } from './command.ts';
import { shippedRecord } from './record.ts';

/**
 * Puts the default store into a folder as `timeline import` makes it of the shipped record. Whoever needs it first in a run
 * makes it; the others have a copy.
 */
export async function shippedStoreIn(folder: string): Promise<void> {
  const made = join(inject('madeOnce'), 'shipped');
  if (!existsSync(made)) await make(made);
  cpSync(join(made, 'var'), join(folder, 'var'), { recursive: true });
}

async function make(made: string): Promise<void> {
  const draft = mkdtempSync(join(inject('madeOnce'), 'draft-'));
  const { code, stderr } = await timeline(draft, 'import', shippedRecord, '--json');
  if (code !== 0) throw new Error(`The shipped record was not imported: ${stderr}`);
  try {
    renameSync(draft, made);
  } catch (error) {
    // another file was first, and its store is as good
    if (!existsSync(made)) throw error;
  }
}
