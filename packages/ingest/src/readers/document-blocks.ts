import type { DocumentText, MediaType } from '../documents/model.ts';
import type { ReadLimits } from './limits.ts';
import { UnreadableFile } from './lines.ts';
import { documentOfLines } from './text.ts';
import { TextBlocks } from './text-blocks.ts';

/** A document of more lines is no report or letter. */
const mostLines = 100_000;

/** The lines of a document that is a tree of paragraphs and tables, numbered from 1 as they come, within limits. */
export class PacedBlocks {
  readonly #limits: ReadLimits;
  readonly #blocks = new TextBlocks();
  #lines = 0;
  #chars = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  /** @throws UnreadableFile where there is more text than any report or letter holds */
  count(text: string): void {
    this.#chars += text.length;
    if (this.#chars <= this.#limits.textChars) return;
    throw new UnreadableFile(
      'too_much_text',
      `The document holds more than ${this.#limits.textChars} characters, which no report or letter does.`,
      this.locator(),
    );
  }

  /** Adds a paragraph, behind its mark where it is a point of a list; each of its lines is one of the document. */
  add(paragraph: string, mark = ''): void {
    const marked = mark === '' ? paragraph : `${mark} ${paragraph.trimStart()}`;
    for (const line of marked.split('\n')) {
      const text = line.trim();
      if (text === '') continue;
      this.#lines += 1;
      if (this.#lines > mostLines) {
        throw new UnreadableFile(
          'too_much_text',
          `The document has more than ${mostLines} lines, which no report or letter has.`,
        );
      }
      this.#blocks.add({ number: this.#lines, text });
    }
  }

  openTable(): void {
    this.#blocks.openTable();
  }

  openRow(): void {
    this.#blocks.openRow();
  }

  openCell(): void {
    this.#blocks.openCell();
  }

  closeRow(): void {
    this.#blocks.closeRow();
  }

  closeTable(): void {
    this.#blocks.closeTable();
  }

  locator(): string {
    return `line ${this.#lines + 1}`;
  }

  /**
   * The document.
   * @throws UnreadableFile where it holds no text
   */
  document(path: string, sha256: string, mediaType: MediaType): DocumentText {
    const blocks = this.#blocks.end();
    if (blocks.length === 0) {
      throw new UnreadableFile(
        'no_text',
        'The document holds no text; its pages may be pictures. Give a PDF with text, for example from a text recognition program.',
      );
    }
    return documentOfLines(path, sha256, mediaType, blocks);
  }
}
