import { type Markup, MarkupScanner } from './markup.ts';

/** Parts of a page that hold no text of it: what they hold is passed over unseen. */
export const untold: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'iframe',
  'select',
  'textarea',
]);

/** Elements that hold nothing. */
const empty: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);
/** Elements that hold the page as a whole: no mark on them leaves them out. */
const whole: ReadonlySet<string> = new Set(['html', 'body', 'main', 'article', 'form', 'h1']);
/** What stands about the text of a page, by its element. */
const beside: ReadonlySet<string> = new Set(['nav', 'aside', 'dialog', 'button']);
const besideRoles =
  /^(?:navigation|banner|contentinfo|search|dialog|alertdialog|complementary|menu|menubar)$/i;
/** Names that sites give to what asks for consent, and to ways past it. */
const asking =
  /^(?:[\w-]*[-_])?(?:cookies?|consent|gdpr|onetrust|skip-?(?:link|nav)|breadcrumbs?)(?:[-_][\w-]*)?$/i;

/** Characters from one place of a page (inclusive) to another (exclusive). */
interface Range {
  readonly from: number;
  readonly to: number;
}

interface Open {
  readonly name: string;
  readonly from: number;
  /** Left out by its element or role, or by a name alone, which a page may give to more than it means. */
  readonly left: 'surely' | 'by name' | undefined;
  readonly main: boolean;
}

/** Which parts of a page its reader came for. */
export interface PageParts {
  /** In order, none within another. */
  readonly leftOut: readonly Range[];
  /** What the page says is its text, with its headings of the first level; none where it does not say. */
  readonly main: readonly Range[];
}

const attribute = (name: string): RegExp =>
  new RegExp(
    `[\\s"'/]${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]*)))?(?=[\\s/>"']|$)`,
    'i',
  );
const attributes = {
  role: attribute('role'),
  hidden: attribute('hidden'),
  ariaHidden: attribute('aria-hidden'),
  style: attribute('style'),
  id: attribute('id'),
  class: attribute('class'),
} as const;

/** Longer tags carry no mark that is looked at. */
const longestTag = 2000;
/** A tag without any of these carries none either. */
const marked = /role|hidden|style|id\s*=|class/i;

function attributeOf(tag: string, name: keyof typeof attributes): string | undefined {
  const found = attributes[name].exec(tag);
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : undefined;
}

function leftBy(name: string, tag: string, inText: boolean): Open['left'] {
  if (whole.has(name)) return undefined;
  if (beside.has(name) || (name === 'footer' && !inText)) return 'surely';
  if (tag === '') return undefined;
  if (besideRoles.test(attributeOf(tag, 'role') ?? '')) return 'surely';
  const hidden =
    attributeOf(tag, 'hidden') !== undefined || attributeOf(tag, 'ariaHidden') === 'true';
  if (
    hidden ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributeOf(tag, 'style') ?? '')
  ) {
    return 'surely';
  }
  const names = `${attributeOf(tag, 'id') ?? ''} ${attributeOf(tag, 'class') ?? ''}`.split(/\s+/);
  return names.some((one) => asking.test(one)) ? 'by name' : undefined;
}

/** Looks once at the elements of a page, however they are nested. */
class Parts {
  readonly #html: string;
  readonly #open: Open[] = [];
  /** How many of each name are open. */
  readonly #names = new Map<string, number>();
  /** Place in `#open` of the outermost part that is left out. */
  #leftAt = -1;
  #untold: string | undefined;
  #texts = 0;
  readonly leftOut: Range[] = [];
  readonly mains: Range[] = [];
  readonly articles: Range[] = [];
  readonly headings: Range[] = [];

  constructor(html: string) {
    this.#html = html;
  }

  take({ from, to, name, closing, alone }: Markup): void {
    if (name === undefined) return;
    if (this.#untold !== undefined) {
      if (closing && name === this.#untold) this.#untold = undefined;
      return;
    }
    if (closing) this.#close(name, from, to);
    else if (!alone && !empty.has(name)) {
      if (untold.has(name)) this.#untold = name;
      else this.#begin(name, from, to);
    }
  }

  end(): void {
    // what is never ended may hold the page itself
    this.#leftAt = -1;
    while (this.#open.length > 0) this.#pop(this.#html.length);
  }

  #begin(name: string, from: number, to: number): void {
    const whole = to - from <= longestTag ? this.#html.slice(from, to) : '';
    const tag = marked.test(whole) ? whole : '';
    const main = name === 'main' || (tag !== '' && /^main$/i.test(attributeOf(tag, 'role') ?? ''));
    const left = main ? undefined : leftBy(name, tag, this.#texts > 0);
    if (main || name === 'h1') {
      // a name alone does not leave out the page itself
      if (this.#leftAt >= 0 && this.#open[this.#leftAt]?.left === 'by name') this.#leftAt = -1;
    }
    if (main || name === 'article') this.#texts += 1;
    if (left && this.#leftAt < 0) this.#leftAt = this.#open.length;
    this.#open.push({ name, from, left, main });
    this.#names.set(name, (this.#names.get(name) ?? 0) + 1);
  }

  #close(name: string, from: number, to: number): void {
    if ((this.#names.get(name) ?? 0) === 0) return;
    while (this.#open.at(-1)?.name !== name) this.#pop(from);
    this.#pop(to);
  }

  #pop(to: number): void {
    const { name, from, main } = this.#open.pop()!;
    this.#names.set(name, (this.#names.get(name) ?? 1) - 1);
    if (main || name === 'article') this.#texts -= 1;
    if (this.#leftAt === this.#open.length) {
      this.leftOut.push({ from, to });
      this.#leftAt = -1;
    } else if (this.#leftAt < 0) {
      if (main) this.mains.push({ from, to });
      else if (name === 'article') this.articles.push({ from, to });
      else if (name === 'h1') this.headings.push({ from, to });
    }
  }
}

/** Tells what a page is from what stands about it: navigation, asking for consent, what is hidden. */
export function partsOfPage(html: string): PageParts {
  const parts = new Parts(html);
  for (const markup of new MarkupScanner(html).all()) parts.take(markup);
  parts.end();
  const { leftOut, mains, articles, headings } = parts;
  const [text, second] = mains.length > 0 ? mains : articles;
  const main = text && !second ? [...headings, text].sort((a, b) => a.from - b.from) : [];
  return { leftOut, main };
}
