const acronyms = /\b(?:jtai|send|sif|ilacs|lscb|dcs)\b/g;

/** A code as words in a sentence: `jtai_letter` reads "JTAI letter". */
export function codeWords(code: string): string {
  return code.replaceAll('_', ' ').replace(acronyms, (word) => word.toUpperCase());
}
