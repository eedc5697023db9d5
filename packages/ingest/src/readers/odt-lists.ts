import { type LevelFormat, ListCounter } from './list-marks.ts';
import type { Attributes } from './xml.ts';

interface OpenList {
  readonly style: string | undefined;
  readonly counter: ListCounter;
  /** True at the first paragraph of a point, which bears its mark. */
  begins: boolean;
}

/** The lists of an OpenDocument text: what its styles say, and how far each list that is open has counted. */
export class OdtLists {
  readonly #styles = new Map<string, Map<number, LevelFormat>>();
  #style: Map<number, LevelFormat> | undefined;
  readonly #open: OpenList[] = [];
  readonly #closed = new Map<string, ListCounter>();

  openStyle(attributes: Attributes): void {
    this.#style = new Map();
    this.#styles.set(attributes['style:name'] ?? '', this.#style);
  }

  level(name: string, attributes: Attributes): void {
    const level = Number(attributes['text:level']) - 1;
    if (!this.#style || !(level >= 0 && level < 10)) return;
    if (name === 'text:list-level-style-bullet') {
      this.#style.set(level, { kind: 'bullet' });
      return;
    }
    const digits = attributes['style:num-format'] ?? '';
    const shown = Number(attributes['text:display-levels'] ?? 1);
    const first = Math.max(0, level + 1 - (shown >= 1 && shown <= 10 ? shown : 1));
    const numbers = Array.from({ length: level + 1 - first }, (_, at) => `%${first + at + 1}`);
    const { 'style:num-prefix': before = '', 'style:num-suffix': after = '' } = attributes;
    this.#style.set(level, {
      kind: digits === '' ? 'none' : 'number',
      digits,
      pattern: `${before}${numbers.join('.')}${after}`,
      start: Number(attributes['text:start-value'] ?? 1) || 1,
    });
  }

  openList(attributes: Attributes): void {
    const outer = this.#open.at(-1);
    const style = attributes['text:style-name'] ?? outer?.style;
    const goesOn =
      attributes['text:continue-numbering'] === 'true' || 'text:continue-list' in attributes;
    const before = goesOn && style !== undefined ? this.#closed.get(style) : undefined;
    const counter = outer?.counter ?? before ?? new ListCounter();
    this.#open.push({ style, counter, begins: false });
  }

  openPoint(): void {
    const list = this.#open.at(-1);
    if (list) list.begins = true;
  }

  closeList(): void {
    const list = this.#open.pop();
    if (list?.style !== undefined) this.#closed.set(list.style, list.counter);
  }

  /** The mark of a paragraph; empty where it does not begin a point. */
  markOf(): string {
    const list = this.#open.at(-1);
    if (!list?.begins) return '';
    list.begins = false;
    const style = list.style === undefined ? undefined : this.#styles.get(list.style);
    return list.counter.next(this.#open.length - 1, (level) => style?.get(level));
  }
}
