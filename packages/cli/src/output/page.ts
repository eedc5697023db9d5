import { styleText } from 'node:util';
import type { PassageLine } from '@monitoring-timeline/projections';
import { attributionText } from '@monitoring-timeline/projections/asking';
import type { Terminal } from '../call/terminal.ts';
import { type Column, layOut, layOutLines, printable, wrap } from './table.ts';

/** A page for a person: collected line by line, written at once, closed with the attribution. */
export class Page {
  readonly #terminal: Terminal;
  readonly #lines: string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  title(text: string): this {
    return this.#add(this.#styled('bold', text));
  }

  /** A heading with a blank line before it. */
  section(text: string): this {
    return this.blank().#add(this.#styled('bold', text));
  }

  blank(): this {
    return this.#add('');
  }

  /** A line that stays as it is: something to type. */
  verbatim(line: string): this {
    return this.#add(`  ${printable(line)}`);
  }

  /** Lines as they stand in a document, those that are meant with a mark before them. */
  passage(lines: readonly Pick<PassageLine, 'place' | 'text' | 'marked'>[]): this {
    for (const { place, text, marked } of lines) {
      this.verbatim(`${marked.length > 0 ? '>' : ' '} ${place}: ${text}`);
    }
    return this;
  }

  /** Lines that were laid out elsewhere and are printable as they are. */
  lines(lines: readonly string[]): this {
    for (const line of lines) this.#add(line);
    return this;
  }

  /** Running text, wrapped to the width of the terminal; further lines are indented. */
  text(text: string, indent = 0): this {
    for (const line of wrap(text, this.#terminal.columns, indent)) this.#add(line);
    return this;
  }

  /** A label and what stands behind it, aligned with its neighbours. */
  field(label: string, text: string): this {
    const lines = wrap(text, this.#terminal.columns - labelWidth, 0);
    lines.forEach((line, index) => {
      const lead = index === 0 ? label.padEnd(labelWidth) : ' '.repeat(labelWidth);
      this.#add(`${this.#styled('dim', lead)}${line}`);
    });
    return this;
  }

  table(columns: readonly Column[], rows: readonly (readonly string[])[]): this {
    const [head = '', ...body] = layOut(columns, rows, this.#terminal.columns);
    this.#add(this.#styled('dim', head));
    for (const line of body) this.#add(line);
    return this;
  }

  /** A table in which each row is one line, cut where the terminal ends; whole where a program reads it. */
  list(columns: readonly Column[], rows: readonly (readonly string[])[]): this {
    const [head = '', ...body] = layOutLines(columns, rows, this.#terminal.lineWidth);
    this.#add(this.#styled('dim', head));
    for (const line of body) this.#add(line);
    return this;
  }

  /** Writes the page. */
  write(): void {
    this.blank();
    for (const line of wrap(attributionText, this.#terminal.columns, 0)) {
      this.#add(this.#styled('dim', line));
    }
    this.#terminal.out.write(`${this.#lines.join('\n')}\n`);
  }

  #add(line: string): this {
    this.#lines.push(line.trimEnd());
    return this;
  }

  #styled(style: 'bold' | 'dim', text: string): string {
    if (!this.#terminal.colours || text === '') return text;
    return styleText(style, text, { validateStream: false });
  }
}

const labelWidth = 18;
