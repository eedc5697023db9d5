import type { DocumentText } from '../documents/model.ts';
import type { ReadLimits } from './limits.ts';
import { documentOfLines, textLines } from './text.ts';

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

/** Text between tags, as it is shown. */
function shown(text: string): string {
  return text.replace(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8});/g, entity);
}

const unshown = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head']);
const blocks =
  /^(?:p|div|h[1-6]|li|ul|ol|tr|table|thead|tbody|section|article|header|footer|main|nav|aside|br|hr|blockquote|dd|dt|dl|figure|figcaption|caption|address|pre|form|title)$/;
const cells = /^(?:td|th)$/;
const tagName = /[a-zA-Z][\w:-]*/y;

/** A tag, comment or declaration; only a tag has a name. */
interface Markup {
  readonly from: number;
  readonly to: number;
  readonly name?: string;
  readonly closing?: boolean;
  /** True where it closes itself: `<svg/>`. */
  readonly alone?: boolean;
}

/**
 * The markup of a page, in one pass whatever stands in it: attributes in quotes may hold ">", and where quotes do not pair up a tag
 * ends at the first ">". What is never ended is text.
 */
class MarkupScanner {
  readonly #html: string;
  #quotesPair = true;

  constructor(html: string) {
    this.#html = html;
  }

  *all(): Generator<Markup> {
    const html = this.#html;
    const last = html.lastIndexOf('>');
    for (let from = html.indexOf('<'); from >= 0; ) {
      const found = this.#at(from, last);
      if (found) yield found;
      from = html.indexOf('<', found ? found.to : from + 1);
    }
  }

  #at(from: number, last: number): Markup | undefined {
    const html = this.#html;
    if (html.startsWith('<!--', from)) {
      const end = html.indexOf('-->', from + 4);
      return { from, to: end < 0 ? html.length : end + 3 };
    }
    if (from > last) return undefined;
    if (html[from + 1] === '!') return { from, to: html.indexOf('>', from) + 1 };
    const closing = html[from + 1] === '/';
    tagName.lastIndex = from + (closing ? 2 : 1);
    const name = tagName.exec(html)?.[0].toLowerCase();
    if (name === undefined) return undefined;
    const end = this.#endOfTag(tagName.lastIndex);
    return { from, to: end + 1, name, closing, alone: html[end - 1] === '/' };
  }

  /** The place of the ">" that ends a tag; there is one. */
  #endOfTag(from: number): number {
    const html = this.#html;
    let quote: string | undefined;
    for (let at = from; this.#quotesPair && at < html.length; at += 1) {
      const mark = html[at];
      if (quote !== undefined) {
        if (mark === quote) quote = undefined;
      } else if (mark === '"' || mark === "'") quote = mark;
      else if (mark === '>') return at;
    }
    // looked for to the end of the page, so never again
    this.#quotesPair = false;
    return html.indexOf('>', from);
  }
}

/** The shown text of a page of HTML, with the line of the file where each piece begins. */
export function textOfHtml(
  html: string,
): readonly { readonly number: number; readonly text: string }[] {
  const lines: { number: number; text: string }[] = [];
  let open = '';
  // told apart from the text, which is costly to look at while it grows
  let blank = true;
  let openLine = 1;
  let line = 1;
  let at = 0;
  let hidden: string | undefined;
  const flush = (): void => {
    if (!blank) lines.push({ number: openLine, text: open.trim() });
    open = '';
    blank = true;
  };
  const add = (raw: string): void => {
    if (hidden) return;
    const text = shown(raw).replace(/\s+/g, ' ');
    if (text.trim() === '') {
      if (open !== '') open += text === '' ? '' : ' ';
      return;
    }
    if (blank) openLine = line + lineEnds(raw.slice(0, raw.search(/\S/)));
    open += text;
    blank = false;
  };
  for (const { from, to, name, closing, alone } of new MarkupScanner(html).all()) {
    const between = html.slice(at, from);
    add(between);
    line += lineEnds(between);
    if (name && hidden) {
      if (closing && name === hidden) hidden = undefined;
    } else if (name) {
      if (!closing && unshown.has(name) && !alone) hidden = name;
      if (blocks.test(name)) flush();
      else if (!closing && cells.test(name) && !blank) open += '\t';
    }
    line += lineEnds(html.slice(from, to));
    at = to;
  }
  add(html.slice(at));
  flush();
  return lines;
}

/**
 * A page of HTML as a document: what a reader of the page sees, a block a line. Scripts and styles are passed over, nothing is run
 * or fetched.
 * @throws UnreadableFile where it cannot be decoded or is too long
 */
export async function readHtml(
  path: string,
  sha256: string,
  limits: ReadLimits,
): Promise<DocumentText> {
  const lines: string[] = [];
  for await (const { text } of textLines(path, limits)) lines.push(text);
  // several blocks may begin on one line of the file: each is a line here, numbered on
  let number = 0;
  const read = textOfHtml(lines.join('\n')).map((block) => {
    number = Math.max(number + 1, block.number);
    return { number, text: block.text };
  });
  return documentOfLines(path, sha256, 'text/html', read);
}
