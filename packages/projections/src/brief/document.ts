/** A brief as whoever writes it down needs it: what stands there, and nothing of how it looks. */
export interface Brief {
  /** What the brief is about, and whom. */
  readonly title: string;
  /** On which day, how far the record reaches: what has to be read first. */
  readonly lead: readonly string[];
  /** In the order in which they are read. */
  readonly sections: readonly BriefSection[];
  /** What the brief cites, by number. */
  readonly sources: readonly BriefSource[];
  /** Where to go from here. */
  readonly links?: readonly BriefLink[] | undefined;
  /** The licences of the sources, and what the brief is not. */
  readonly attribution: string;
}

/** A link out of the brief. */
export interface BriefLink {
  /** What the link is called. */
  readonly text: string;
  /** Where it leads. */
  readonly url: string;
}

/** What a section of a brief is about. */
export type BriefTopic = 'changed' | 'urgent' | 'standing' | 'coming' | 'interventions' | 'unknown';

/** A section under its heading. */
export interface BriefSection {
  /** What it is about, whatever its heading. */
  readonly topic: BriefTopic;
  /** What it is called. */
  readonly heading: string;
  /** In the order in which they are read. */
  readonly parts: readonly BriefPart[];
}

/** A paragraph, a list of what is said of whom, or a table. */
export type BriefPart =
  | {
      /** A paragraph. */
      readonly kind: 'text';
      /** What it says, citing nothing. */
      readonly text: string;
    }
  | {
      /** A list. */
      readonly kind: 'items';
      /** Its entries. */
      readonly items: readonly BriefItem[];
    }
  | BriefTable;

/** Something that is said of somebody. */
export interface BriefItem {
  /** Whom or what it is about. */
  readonly lead: string;
  /** What is said of them. */
  readonly texts: readonly CitedText[];
}

/** A sentence or more, and the numbers of the sources that it is written in. */
export interface CitedText {
  /** What is said. */
  readonly text: string;
  /** Numbers of `Brief.sources`, ascending; empty where nothing is cited. */
  readonly sources: readonly number[];
}

/** A table as it is written down, all of it text. */
export interface BriefTable {
  /** A table. */
  readonly kind: 'table';
  /** What the table shows, for who cannot see it. */
  readonly caption: string;
  /** From left to right. */
  readonly columns: readonly BriefColumn[];
  /** From the top; each has a cell for every column. */
  readonly rows: readonly (readonly BriefCell[])[];
}

/** A column of a table in a brief. */
export interface BriefColumn {
  /** What stands above it. */
  readonly head: string;
  /** How wide it is beside the others. */
  readonly weight: number;
}

/** A cell, and the numbers of the sources that it is written in. */
export interface BriefCell {
  /** What it says. */
  readonly text: string;
  /** A sign that says the same again: never what alone tells. */
  readonly mark?: string | undefined;
  /** Numbers of `Brief.sources`; absent where nothing is cited. */
  readonly sources?: readonly number[] | undefined;
}

/** A document or table, and the places in it that are cited. */
export interface BriefSource {
  /** What it is cited by: 1 for the first that the brief cites. */
  readonly number: number;
  /** What the document or table is called. */
  readonly title: string;
  /** Who published it. */
  readonly publisher: string;
  /** Where it can be read; null where no address is known. */
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
