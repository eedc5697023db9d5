import { codeWords } from '@monitoring-timeline/core';
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "1 authority", "2 authorities". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What a table holds under a name that came from outside; what every object inherits is under none. */
export function heldUnder<T>(
  table: Readonly<Record<string, T>> | undefined,
  name: string | undefined,
): T | undefined {
  if (table === undefined || name === undefined) return undefined;
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** How a framework is called. */
export function frameworkName(code: string): string {
  return code === 'AREA_SEND' ? 'Area SEND' : codeWords(code);
}
