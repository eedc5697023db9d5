import { type DocumentText, wordType } from '../documents/model.ts';
import { openArchive, partsOf } from './archive.ts';
import { PacedBlocks } from './document-blocks.ts';
import type { ReadLimits } from './limits.ts';
import { Unshown } from './unshown.ts';
import { WordLists } from './word-lists.ts';
import { type Attributes, readXml, type XmlHandler, xmlText } from './xml.ts';

const main = 'word/document.xml';
const numbering = 'word/numbering.xml';
const styles = 'word/styles.xml';
/** Notes are printed after the text. */
const notes = ['word/footnotes.xml', 'word/endnotes.xml'];

/** What is in a document and not shown in it: what was struck out, codes of fields, the second form of a drawing, readings over letters. */
const notShown: ReadonlySet<string> = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:delText',
  'w:sdtPr',
  'w:pPrChange',
  'w:rPrChange',
  'w:rt',
  'mc:Fallback',
]);

interface Paragraph {
  text: string;
  style: string | undefined;
  list: string | undefined;
  level: string | undefined;
}

/** True for a property that is on; it is where it says nothing. */
function isOn(attributes: Attributes): boolean {
  return !['0', 'false', 'off'].includes(attributes['w:val'] ?? '');
}

/** Gathers what a reader of the document sees while its XML goes by. */
class WordBuilder implements XmlHandler {
  readonly #blocks: PacedBlocks;
  readonly #lists: WordLists;
  /** A text box stands within a paragraph and holds paragraphs. */
  readonly #paragraphs: Paragraph[] = [];
  readonly #hidden: boolean[] = [];
  readonly #unshown = new Unshown();
  #properties = 0;
  #inText = false;

  constructor(blocks: PacedBlocks, lists: WordLists) {
    this.#blocks = blocks;
    this.#lists = lists;
  }

  locator(): string {
    return this.#blocks.locator();
  }

  open(name: string, attributes: Attributes): void {
    const hidden = () => notShown.has(name);
    if (!this.#unshown.opens(hidden)) return;
    const paragraph = this.#paragraphs.at(-1);
    switch (name) {
      case 'w:p':
        this.#paragraphs.push({ text: '', style: undefined, list: undefined, level: undefined });
        break;
      case 'w:pPr':
        this.#properties += 1;
        break;
      case 'w:pStyle':
        if (paragraph) paragraph.style = attributes['w:val'];
        break;
      case 'w:numId':
        if (paragraph) paragraph.list = attributes['w:val'];
        break;
      case 'w:ilvl':
        if (paragraph) paragraph.level = attributes['w:val'];
        break;
      case 'w:r':
        this.#hidden.push(false);
        break;
      case 'w:vanish':
      case 'w:webHidden':
        if (this.#properties === 0 && this.#hidden.length > 0 && isOn(attributes)) {
          this.#hidden[this.#hidden.length - 1] = true;
        }
        break;
      case 'w:t':
        this.#inText = true;
        break;
      case 'w:tab':
      case 'w:ptab':
        if (this.#properties === 0) this.#add('\t');
        break;
      case 'w:noBreakHyphen':
        this.#add('-');
        break;
      case 'w:br':
      case 'w:cr':
        this.#add('\n');
        break;
      case 'w:tbl':
        this.#blocks.openTable();
        break;
      case 'w:tr':
        this.#blocks.openRow();
        break;
      case 'w:tc':
        this.#blocks.openCell();
        break;
    }
  }

  text(text: string): void {
    if (this.#inText && this.#unshown.shows) this.#add(text);
  }

  close(name: string): void {
    if (!this.#unshown.closes()) return;
    switch (name) {
      case 'w:p':
        this.#closeParagraph();
        break;
      case 'w:pPr':
        this.#properties -= 1;
        break;
      case 'w:r':
        this.#hidden.pop();
        break;
      case 'w:t':
        this.#inText = false;
        break;
      case 'w:tr':
        this.#blocks.closeRow();
        break;
      case 'w:tbl':
        this.#blocks.closeTable();
        break;
    }
  }

  #add(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph || this.#hidden.at(-1)) return;
    this.#blocks.count(text);
    paragraph.text += text;
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph || paragraph.text.trim() === '') return;
    const { text, style, list, level } = paragraph;
    this.#blocks.add(text, this.#lists.markOf({ list, level }, style));
  }
}

/**
 * A Word document: paragraphs, headings, points of lists with their marks, and rows of tables, in reading order; notes at the end. Running
 * heads and feet, comments, what was struck out and what is hidden are passed over, and nothing is run.
 * @throws UnreadableFile where it is damaged, larger than the limits, or holds no text
 */
export async function readDocx(
  path: string,
  sha256: string,
  limits: ReadLimits,
): Promise<DocumentText> {
  const archive = await openArchive(path, limits, 'document');
  const parts = partsOf(archive, [main, numbering, styles, ...notes]);
  const lists = new WordLists();
  const textOf = (name: string): string | undefined =>
    parts[name] && xmlText('document', parts[name]);
  const listed = textOf(numbering);
  if (listed !== undefined) {
    lists.readNumbering(listed, limits);
    const styled = textOf(styles);
    if (styled !== undefined) lists.readStyles(styled, limits);
  }
  const blocks = new PacedBlocks(limits);
  const builder = new WordBuilder(blocks, lists);
  readXml(xmlText('document', parts[main]), 'document', limits, builder);
  for (const name of notes) {
    const xml = textOf(name);
    if (xml !== undefined) readXml(xml, 'document', limits, builder);
  }
  return blocks.document(path, sha256, wordType);
}
