import type { DocumentText } from '../documents/model.ts';
import type { ReadLimits } from './limits.ts';
import { linesOf, UnreadableFile } from './lines.ts';
import { documentOfLines } from './text.ts';

const mostChars = 5_000_000;

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

/** Text between tags, as it is shown. */
function shown(text: string): string {
  return text.replace(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8});/g, entity);
}

const unshown = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head']);
const blocks =
  /^(?:p|div|h[1-6]|li|ul|ol|tr|table|thead|tbody|section|article|header|footer|main|nav|aside|br|hr|blockquote|dd|dt|dl|figure|figcaption|caption|address|pre|form|title)$/;
const cells = /^(?:td|th)$/;
// a tag, a comment, or a declaration; attributes in quotes may hold ">"
const tag = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|<![^>]*>/g;

/** The shown text of a page of HTML, with the line of the file where each piece begins. */
export function textOfHtml(
  html: string,
): readonly { readonly number: number; readonly text: string }[] {
  const lines: { number: number; text: string }[] = [];
  let open = '';
  let openLine = 1;
  let line = 1;
  let at = 0;
  let hidden: string | undefined;
  const flush = (): void => {
    if (open.trim() !== '') lines.push({ number: openLine, text: open.trim() });
    open = '';
  };
  const add = (raw: string): void => {
    if (hidden) return;
    const text = shown(raw).replace(/\s+/g, ' ');
    if (text.trim() === '') {
      if (open !== '') open += text === '' ? '' : ' ';
      return;
    }
    if (open.trim() === '')
      openLine = line + (raw.slice(0, raw.search(/\S/)).split('\n').length - 1);
    open += text;
  };
  for (const match of html.matchAll(tag)) {
    const between = html.slice(at, match.index);
    add(between);
    line += between.split('\n').length - 1;
    const name = match[2]?.toLowerCase();
    const closing = match[1] === '/';
    if (name && hidden) {
      if (closing && name === hidden) hidden = undefined;
    } else if (name) {
      if (!closing && unshown.has(name) && !match[3]?.endsWith('/')) hidden = name;
      if (blocks.test(name)) flush();
      else if (!closing && cells.test(name) && open.trim() !== '') open += '\t';
    }
    line += match[0].split('\n').length - 1;
    at = match.index + match[0].length;
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
  let chars = 0;
  for await (const { text } of linesOf(path, limits)) {
    chars += text.length;
    if (chars > mostChars) {
      throw new UnreadableFile(
        'too_much_text',
        `The page holds more than ${mostChars} characters, which no report or letter does.`,
      );
    }
    lines.push(text);
  }
  // several blocks may begin on one line of the file: each is a line here, numbered on
  let number = 0;
  const read = textOfHtml(lines.join('\n')).map((block) => {
    number = Math.max(number + 1, block.number);
    return { number, text: block.text };
  });
  return documentOfLines(path, sha256, 'text/html', read);
}
