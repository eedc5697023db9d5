import { type DocumentText, odtType } from '../documents/model.ts';
import { openArchive, partsOf } from './archive.ts';
import { PacedBlocks } from './document-blocks.ts';
import type { ReadLimits } from './limits.ts';
import { OdtLists } from './odt-lists.ts';
import { Unshown } from './unshown.ts';
import { type Attributes, readXml, type XmlHandler, xmlText } from './xml.ts';

/** What is in a text and not shown in it: remarks, changes that were made, names of pictures, forms, readings over letters. */
const notShown: ReadonlySet<string> = new Set([
  'office:annotation',
  'office:forms',
  'text:tracked-changes',
  'text:ruby-text',
  'text:note-citation',
  'svg:title',
  'svg:desc',
]);

/** Most blanks that one element may stand for. */
const mostBlanks = 100;

/** A paragraph that is open, and how deep. */
interface Paragraph {
  text: string;
  readonly note: boolean;
}

/** Gathers what a reader of the text sees while its XML goes by. */
class TextBuilder implements XmlHandler {
  readonly #blocks: PacedBlocks;
  readonly #lists: OdtLists;
  /** A text box or note stands within a paragraph and holds paragraphs. */
  readonly #paragraphs: Paragraph[] = [];
  readonly #hiddenStyles: Set<string>;
  readonly #notes: string[] = [];
  #style = '';
  readonly #unshown = new Unshown();
  #inNotes = 0;
  #inBody = false;

  constructor(blocks: PacedBlocks, lists: OdtLists, hiddenStyles: Set<string>) {
    this.#blocks = blocks;
    this.#lists = lists;
    this.#hiddenStyles = hiddenStyles;
  }

  locator(): string {
    return this.#blocks.locator();
  }

  open(name: string, attributes: Attributes): void {
    const hidden = () => notShown.has(name) || this.#isHidden(name, attributes);
    if (!this.#unshown.opens(hidden)) return;
    switch (name) {
      case 'style:style':
        this.#style = attributes['style:name'] ?? '';
        break;
      case 'style:text-properties':
        if (attributes['text:display'] === 'none') this.#hiddenStyles.add(this.#style);
        break;
      case 'text:list-style':
        this.#lists.openStyle(attributes);
        break;
      case 'text:list-level-style-bullet':
      case 'text:list-level-style-number':
        this.#lists.level(name, attributes);
        break;
      case 'office:text':
        this.#inBody = true;
        break;
      case 'text:p':
      case 'text:h':
        this.#paragraphs.push({ text: '', note: this.#inNotes > 0 });
        break;
      case 'text:s':
        this.#add(' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, mostBlanks)));
        break;
      case 'text:tab':
        this.#add('\t');
        break;
      case 'text:line-break':
        this.#add('\n');
        break;
      case 'text:list':
        this.#lists.openList(attributes);
        break;
      case 'text:list-item':
        this.#lists.openPoint();
        break;
      case 'text:note-body':
        this.#inNotes += 1;
        break;
      case 'table:table':
        this.#blocks.openTable();
        break;
      case 'table:table-row':
        this.#blocks.openRow();
        break;
      case 'table:table-cell':
        this.#blocks.openCell();
        break;
    }
  }

  text(text: string): void {
    if (this.#unshown.shows) this.#add(text.replace(/\s+/g, ' '));
  }

  close(name: string): void {
    if (!this.#unshown.closes()) return;
    switch (name) {
      case 'text:p':
      case 'text:h':
        this.#closeParagraph();
        break;
      case 'text:list':
        this.#lists.closeList();
        break;
      case 'text:note-body':
        this.#inNotes -= 1;
        break;
      case 'table:table-row':
        this.#blocks.closeRow();
        break;
      case 'table:table':
        this.#blocks.closeTable();
        break;
      case 'office:text':
        for (const note of this.#notes) this.#blocks.add(note);
        this.#inBody = false;
        break;
    }
  }

  #isHidden(name: string, attributes: Attributes): boolean {
    if (name === 'text:section') return (attributes['text:display'] ?? 'true') !== 'true';
    if (name === 'table:covered-table-cell') return true;
    const style = attributes['text:style-name'];
    return name !== 'text:list' && style !== undefined && this.#hiddenStyles.has(style);
  }

  #add(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph || !this.#inBody) return;
    this.#blocks.count(text);
    paragraph.text += text;
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph || paragraph.text.trim() === '') return;
    const { text, note } = paragraph;
    // notes are printed after the text
    if (note) {
      this.#notes.push(text);
      return;
    }
    this.#blocks.add(text, this.#lists.markOf());
  }
}

/**
 * An OpenDocument text, read as `readDocx` reads one of Word.
 * @throws UnreadableFile where it is damaged, larger than the limits, or holds no text
 */
export async function readOdt(
  path: string,
  sha256: string,
  limits: ReadLimits,
): Promise<DocumentText> {
  const archive = await openArchive(path, limits, 'document');
  const { 'content.xml': content, 'styles.xml': styles } = partsOf(archive, [
    'content.xml',
    'styles.xml',
  ]);
  const lists = new OdtLists();
  const hidden = new Set<string>();
  const blocks = new PacedBlocks(limits);
  // the styles of a document are declared beside its text too; running heads stand there and are no part of it
  for (const part of [styles, content]) {
    if (!part) continue;
    const builder = new TextBuilder(blocks, lists, hidden);
    readXml(xmlText('document', part), 'document', limits, builder);
  }
  return blocks.document(path, sha256, odtType);
}
