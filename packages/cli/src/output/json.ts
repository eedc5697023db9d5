import type { Terminal } from '../call/terminal.ts';

/** Writes the one JSON document of a `--json` answer. */
export function writeJson(terminal: Terminal, document: unknown): void {
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (terminal.whole) terminal.whole(text);
  else terminal.out.write(text);
}
