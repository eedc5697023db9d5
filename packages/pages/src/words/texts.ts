/** A code in words: `may_be_under_way` as "may be under way". */
export function plain(code: string): string {
  return code
    .replaceAll('_', ' ')
    .replace(/\b(?:jtai|send|sif|ilacs|lscb|dcs)\b/g, (word) => word.toUpperCase());
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "1 authority", "2 authorities". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How a framework is called. */
export function frameworkName(code: string): string {
  return code === 'AREA_SEND' ? 'Area SEND' : plain(code);
}
