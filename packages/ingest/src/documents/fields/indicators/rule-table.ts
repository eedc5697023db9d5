/** The rows of a table of rules, one line each, their cells between bars; a cell that holds a dash only is empty. */
export const rowsOf = (table: string): readonly (readonly (string | undefined)[])[] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split(' | ').map((cell) => (cell === '-' ? undefined : cell)));

/**
 * The source of a pattern as tables print it: a blank stands for any, a name in angle brackets for that of the parts, `{PN}` for a mark
 * with one of these letters, and `{f:PN}` for such a mark that is to be told under that name.
 */
export const source = (words: string, parts: Readonly<Record<string, string>> = {}): string =>
  words
    .replace(/<([A-Z]+)>/g, (_, name: string) => parts[name] ?? '')
    .replace(/\{(\w):([A-Z]+)\}/g, '(?<$1>{$2})')
    .replace(/\{([A-Z]+)\}/g, String.raw`\{[$1]\d*\}`)
    .replaceAll(' ', String.raw`\s+`);
