/** A brief as whoever writes it down needs it: what stands there, and nothing of how it looks. */
export interface Brief {
  readonly title: string;
  /** On which day, how far the record reaches: what has to be read first. */
  readonly lead: readonly string[];
  readonly sections: readonly BriefSection[];
  readonly sources: readonly BriefSource[];
  /** Where to go from here. */
  readonly links?: readonly BriefLink[] | undefined;
  readonly attribution: string;
}

/** A link out of the brief. */
export interface BriefLink {
  readonly text: string;
  readonly url: string;
}

/** What a section is about, whatever it is called. */
export type BriefTopic = 'changed' | 'urgent' | 'standing' | 'coming' | 'interventions' | 'unknown';

/** A section under its heading. */
export interface BriefSection {
  readonly topic: BriefTopic;
  readonly heading: string;
  readonly parts: readonly BriefPart[];
}

/** A paragraph, a list of what is said of whom, or a table. */
export type BriefPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly BriefItem[] }
  | BriefTable;

/** Something that is said of somebody. */
export interface BriefItem {
  /** Whom or what it is about. */
  readonly lead: string;
  readonly texts: readonly CitedText[];
}

/** A sentence or more, and the numbers of the sources that it is written in. */
export interface CitedText {
  readonly text: string;
  readonly sources: readonly number[];
}

/** A table as it is written down, all of it text. */
export interface BriefTable {
  readonly kind: 'table';
  /** What the table shows, for who cannot see it. */
  readonly caption: string;
  readonly columns: readonly BriefColumn[];
  readonly rows: readonly (readonly BriefCell[])[];
}

/** A column of a table in a brief. */
export interface BriefColumn {
  readonly head: string;
  /** How wide it is beside the others. */
  readonly weight: number;
}

/** A cell, and the numbers of the sources that it is written in. */
export interface BriefCell {
  readonly text: string;
  /** A sign that says the same again: never what alone tells. */
  readonly mark?: string | undefined;
  readonly sources?: readonly number[] | undefined;
}

/** A document or table, and the places in it that are cited. */
export interface BriefSource {
  readonly number: number;
  readonly title: string;
  readonly publisher: string;
  readonly url: string | null;
  /** Pages, rows or paragraphs; empty where none is known. */
  readonly places: readonly string[];
}

/** An address as a link takes it, whatever its source wrote; it never fails. */
export function linkOf(url: string): string {
  return URL.canParse(url) ? new URL(url).href : encodeURI(url.toWellFormed());
}

/** "[1, 4]"; empty where nothing is cited. */
export function citedText(numbers: readonly number[]): string {
  return numbers.length === 0 ? '' : `[${numbers.join(', ')}]`;
}

/** A cell in words with its mark and what it cites. */
export function cellText({ text, mark, sources = [] }: BriefCell): string {
  return [mark, text, citedText(sources)].filter(Boolean).join(' ');
}

/** A source in words, without its number. */
export function sourceText({ title, publisher, places }: BriefSource): string {
  return `${[title, publisher, ...places].filter(Boolean).join(', ')}.`;
}

/** A text as every form of a brief can hold it: XML has no control characters, and nobody sees them elsewhere. */
export function writable(text: string): string {
  return text.replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '').toWellFormed();
}
