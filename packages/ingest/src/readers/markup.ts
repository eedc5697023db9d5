const tagName = /[a-zA-Z][\w:-]*/y;

/** A tag, comment or declaration; only a tag has a name. */
export interface Markup {
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
export class MarkupScanner {
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
