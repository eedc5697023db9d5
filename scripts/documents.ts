/** Writes the documents that are made from the sources: `pnpm documents`. The tests fail while one of them is not what would be written. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorsPage } from './documents/errors.ts';
import { housePage } from './documents/house.ts';

/** What makes each document, by its path from the root. */
export const madeDocuments: ReadonlyMap<string, (root: string) => string> = new Map([
  ['docs/errors.md', errorsPage],
  ['docs/house.md', housePage],
]);

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  for (const [path, make] of madeDocuments) writeFileSync(join(root, path), make(root));
}
