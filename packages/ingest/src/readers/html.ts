import type { DocumentText } from '../documents/model.ts';
import type { ReadLimits } from './limits.ts';
import { firstBytes } from './lines.ts';
import { MarkupScanner } from './markup.ts';
import { type PageParts, partsOfPage, untold } from './page-parts.ts';
import { documentOfLines, textLines } from './text.ts';
import { type Block, TextBlocks } from './text-blocks.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '\u2019',
  lsquo: '\u2018',
  rdquo: '\u201d',
  ldquo: '\u201c',
  ndash: '\u2013',
  mdash: '\u2014',
  hellip: '\u2026',
  bull: '\u2022',
  pound: '\u00a3',
  middot: '\u00b7',
  shy: '',
};

function entity(whole: string, name: string): string {
  if (name.startsWith('#')) {
    const hex = name[1] === 'x' || name[1] === 'X';
    const point = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      ? String.fromCodePoint(point)
      : '';
  }
  return named[name] ?? whole;
}

const lineEnds = (text: string): number => text.split('\n').length - 1;

/** A point that writes its mark itself, as pages do that were made of other documents. */
const marked =
  /^(?:[-\u2010-\u2015\u2022\u25a0\u25aa\u25cf\u25fc\u00b7\u2023]|\d{1,3}[.)]|\(?[a-z]{1,3}[.)])/i;
const startOf = /\bstart\s*=\s*["']?(\d{1,4})/i;

/** Text between tags, as it is shown. */
function shown(text: string): string {
  return text.replace(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8});/g, entity);
}

const blocks =
  /^(?:p|div|h[1-6]|li|ul|ol|tr|table|thead|tbody|tfoot|section|article|header|footer|main|nav|aside|br|hr|blockquote|dd|dt|dl|figure|figcaption|caption|address|pre|form|title|td|th)$/;

/** Lists deeper in each other are no lists. */
const deepestLists = 20;

/** Less text than this is no page: what the page says is its text is then not believed. */
const leastText = 200;

/** The text of a page between its tags, gathered block by block. */
class PageText {
  readonly #blocks = new TextBlocks();
  #open = '';
  // told apart from the text, which is costly to look at while it grows
  #blank = true;
  #openLine = 1;
  /** The lists that are open: the number of the next point, or undefined where points have no numbers. */
  readonly #lists: (number | undefined)[] = [];
  /** True where line ends and blanks stand as they are written. */
  #asWritten = false;
  /** The mark that a browser shows before the point that has begun. */
  #mark = '';

  add(raw: string, line: number): void {
    if (this.#asWritten) this.#addLines(raw, line);
    else this.#addText(raw, shown(raw).replace(/\s+/g, ' '), line);
  }

  #addLines(raw: string, line: number): void {
    for (const [at, text] of raw.split('\n').entries()) {
      if (at > 0) this.#flush();
      this.#addText(text, shown(text), line + at);
    }
  }

  #addText(raw: string, text: string, line: number): void {
    if (text.trim() === '') {
      if (this.#open !== '') this.#open += text === '' ? '' : ' ';
      return;
    }
    if (this.#blank) this.#openLine = line + lineEnds(raw.slice(0, raw.search(/\S/)));
    this.#open += text;
    this.#blank = false;
  }

  tag(name: string, closing: boolean, markup: string): void {
    if (!blocks.test(name)) return;
    this.#flush();
    if (name === 'pre') this.#asWritten = !closing;
    if (name === 'ul' || name === 'ol') {
      const first = Number(startOf.exec(markup)?.[1] ?? 1);
      if (closing) this.#lists.pop();
      else if (this.#lists.length < deepestLists)
        this.#lists.push(name === 'ol' ? first : undefined);
      this.#mark = '';
    } else if (name === 'li') this.#mark = closing ? '' : this.#nextMark();
    if (name === 'table') {
      if (closing) this.#blocks.closeTable();
      else this.#blocks.openTable();
    } else if (name === 'tr') {
      if (closing) this.#blocks.closeRow();
      else this.#blocks.openRow();
    } else if (!closing && (name === 'td' || name === 'th')) this.#blocks.openCell();
  }

  end(): readonly Block[] {
    this.#flush();
    return this.#blocks.end();
  }

  #nextMark(): string {
    const number = this.#lists.at(-1);
    if (number === undefined) return '\u2022 ';
    this.#lists[this.#lists.length - 1] = number + 1;
    return `${number}. `;
  }

  #flush(): void {
    if (!this.#blank) {
      const text = this.#open.trim();
      const mark = marked.test(text) ? '' : this.#mark;
      this.#blocks.add({ number: this.#openLine, text: mark + text });
      this.#mark = '';
    }
    this.#open = '';
    this.#blank = true;
  }
}

function textWithin(html: string, { leftOut, main }: PageParts): readonly Block[] {
  const page = new PageText();
  let line = 1;
  let at = 0;
  let untoldBy: string | undefined;
  let left = 0;
  let kept = 0;
  /** True where a reader of the page sees what stands at a place; places are asked for in order. */
  const isSeen = (place: number): boolean => {
    while ((leftOut[left]?.to ?? Number.POSITIVE_INFINITY) <= place) left += 1;
    if ((leftOut[left]?.from ?? Number.POSITIVE_INFINITY) <= place) return false;
    if (main.length === 0) return true;
    while ((main[kept]?.to ?? Number.POSITIVE_INFINITY) <= place) kept += 1;
    return (main[kept]?.from ?? Number.POSITIVE_INFINITY) <= place;
  };
  for (const { from, to, name, closing = false, alone } of new MarkupScanner(html).all()) {
    const between = html.slice(at, from);
    const seen = isSeen(at);
    if (untoldBy === undefined && seen) page.add(between, line);
    line += lineEnds(between);
    if (name && untoldBy !== undefined) {
      if (closing && name === untoldBy) untoldBy = undefined;
    } else if (name) {
      if (!closing && untold.has(name) && !alone) untoldBy = name;
      if (seen || isSeen(from)) page.tag(name, closing, html.slice(from, to));
    }
    line += lineEnds(html.slice(from, to));
    at = to;
  }
  if (untoldBy === undefined && isSeen(at)) page.add(html.slice(at), line);
  return page.end();
}

/** The shown text of a page of HTML, with the line of the file where each piece begins. */
export function textOfHtml(html: string): readonly Block[] {
  const parts = partsOfPage(html);
  if (parts.main.length > 0) {
    const text = textWithin(html, parts);
    if (text.reduce((sum, block) => sum + block.text.length, 0) >= leastText) return text;
  }
  return textWithin(html, { ...parts, main: [] });
}

/** Encodings beside UTF-8 in which pages are still saved, as they name themselves. */
const olderEncodings = /^(?:windows-125[02]|iso-8859-1|latin1|us-ascii)$/i;

/** The encoding that a page says it is written in, where that is another than UTF-8. */
async function declaredEncoding(path: string): Promise<string | undefined> {
  const begins = Buffer.from(await firstBytes(path, 2048)).toString('latin1');
  const named = /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?\s*([\w-]{1,40})/i.exec(begins)?.[1] ?? '';
  return olderEncodings.test(named) ? named : undefined;
}

/**
 * A page of HTML as a document: what a reader of the page came for, a block a line. Scripts and styles are passed over, and so are
 * navigation, what asks for consent and what is hidden; nothing is run or fetched.
 * @throws UnreadableFile where it cannot be decoded or is too long
 */
export async function readHtml(
  path: string,
  sha256: string,
  limits: ReadLimits,
): Promise<DocumentText> {
  const lines: string[] = [];
  const encoding = await declaredEncoding(path);
  for await (const { text } of textLines(path, limits, encoding)) lines.push(text);
  // several blocks may begin on one line of the file: each is a line here, numbered on
  let number = 0;
  const read = textOfHtml(lines.join('\n')).map((block) => {
    number = Math.max(number + 1, block.number);
    return { number, text: block.text };
  });
  return documentOfLines(path, sha256, 'text/html', read);
}
