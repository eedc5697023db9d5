import type { Writable } from 'node:stream';

/** Writes the one JSON document of a `--json` answer. */
export function writeJson(out: Writable, document: unknown): void {
  out.write(`${JSON.stringify(document, null, 2)}\n`);
}
