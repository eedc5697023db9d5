/** Words of our codes that are written in capitals; an id with hyphens is copied as it stands. */
const acronyms = /(?<![\w-])(?:cse|dcs|dfe|ilacs|iro|jtai|lscb|marac|send|sif)(?![\w-])/g;

/** A code of ours as words in a sentence: `jtai_letter` reads "JTAI letter". */
export function codeWords(code: string): string {
  return code.replaceAll('_', ' ').replace(acronyms, (word) => word.toUpperCase());
}

/** A code as running text that begins a line: `improvement_notice` reads "Improvement notice". */
export function capital(text: string): string {
  const words = text.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Framework and kind of an inspection in running text: "SIF", "ILACS short"; "Ofsted" where no framework is given. */
export function frameworkAndKind({
  framework,
  kind,
}: {
  readonly framework?: string | undefined;
  readonly kind?: string | undefined;
}): string {
  return [framework?.replaceAll('_', ' ') ?? 'Ofsted', kind === 'full' ? undefined : kind]
    .filter(Boolean)
    .join(' ');
}
