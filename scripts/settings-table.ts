import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeSettings } from '../packages/service/src/config/index.ts';

const [begin, end] = ['<!-- settings: begin -->', '<!-- settings: end -->'];

/** Every setting of the service as a table in Markdown. */
export function settingsTable(): string {
  const rows = describeSettings().map(({ name, variable, meaning, usual }) => {
    const shown = usual === undefined ? '' : `\`${usual.replaceAll('"', '')}\``;
    return `| \`${name}\` | \`${variable}\` | ${shown === '`[]`' ? 'none' : shown} | ${meaning} |`;
  });
  return ['| setting | variable | if not set | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** A document with the table put between its two marks. @throws Error where it has no marks */
export function withSettingsTable(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`There are no marks "${begin}" and "${end}".`);
  return `${text.slice(0, from + begin.length)}\n\n${settingsTable()}\n\n${text.slice(to)}`;
}

if (import.meta.main) {
  const path = resolve(import.meta.dirname, '../docs/operations.md');
  writeFileSync(path, withSettingsTable(readFileSync(path, 'utf8')));
}
