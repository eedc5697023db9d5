import { readFile } from 'node:fs/promises';
import { Unzip, UnzipInflate } from 'fflate';
import { SaxesParser } from 'saxes';
import type { ReadLimits } from './limits.ts';
import { UnreadableFile } from './lines.ts';
import type { TableRow } from './table.ts';

/** One sheet of a workbook: its rows that hold anything, with their row numbers. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** Most columns that a repeated cell is written out to: sheets fill their width with thousands of empty ones. */
const widest = 200;

/** The content part of an OpenDocument workbook, inflated piece by piece under the limit. */
async function contentXml(path: string, limits: ReadLimits): Promise<string> {
  const bytes = await readFile(path);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let inflated = 0;
  let found = false;
  let mimetype = '';
  const unzip = new Unzip((entry) => {
    const content = entry.name === 'content.xml';
    if (!content && entry.name !== 'mimetype') return;
    found ||= content;
    entry.ondata = (error, data, final) => {
      if (error) throw error;
      inflated += data.length;
      if (inflated > limits.inflatedBytes) {
        throw new UnreadableFile(
          'too_large',
          `The workbook inflates to more than ${limits.inflatedBytes} bytes. Give its sheets as CSV files.`,
        );
      }
      if (content) text += decoder.decode(data, { stream: !final });
      else mimetype += new TextDecoder().decode(data);
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    const step = 16 * 1024;
    for (let at = 0; at < bytes.length; at += step) {
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(
      'damaged_workbook',
      `The workbook cannot be unpacked (${error instanceof Error ? error.message : String(error)}). Download it again.`,
    );
  }
  if (!found || !mimetype.startsWith('application/vnd.oasis.opendocument.spreadsheet')) {
    throw new UnreadableFile(
      'not_recognised',
      'It is an archive, but no OpenDocument spreadsheet. Save a Word document as PDF, an Excel workbook as .ods or CSV, and take files out of a .zip before you give them.',
    );
  }
  return text;
}

/** How often a row or cell is repeated; once where it does not say. */
function repeats(given: string | undefined, locator: string): number {
  if (given === undefined) return 1;
  if (/^\d{1,7}$/.test(given) && Number(given) > 0) return Number(given);
  throw new UnreadableFile(
    'damaged_workbook',
    `A row or cell is repeated "${given.slice(0, 40)}" times, which is no number of times. Download the workbook again.`,
    locator,
  );
}

/** Collects the sheets while the XML goes by. */
class SheetBuilder {
  readonly sheets: { name: string; rows: TableRow[] }[] = [];
  readonly #limits: ReadLimits;
  #row = 0;
  #rows = 0;
  #elements = 0;
  #repeatRow = 1;
  #cells: string[] = [];
  #repeatCell = 1;
  #date: string | undefined;
  #text = '';
  #depth = 0;
  #inNote = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#elements += 1;
    if (this.#elements > this.#limits.depth) {
      throw new UnreadableFile(
        'damaged_workbook',
        `The elements of the workbook stand more than ${this.#limits.depth} deep in each other, which no spreadsheet writes.`,
        this.#locator(),
      );
    }
    switch (name) {
      case 'table:table':
        this.sheets.push({ name: attributes['table:name'] ?? '', rows: [] });
        this.#row = 0;
        break;
      case 'table:table-row':
        this.#cells = [];
        this.#repeatRow = repeats(attributes['table:number-rows-repeated'], this.#locator());
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.#text = '';
        this.#repeatCell = repeats(attributes['table:number-columns-repeated'], this.#locator());
        this.#date =
          attributes['office:value-type'] === 'date' ? attributes['office:date-value'] : undefined;
        break;
      case 'office:annotation':
        this.#inNote += 1;
        break;
      case 'text:p':
        if (this.#text !== '' && this.#inNote === 0) this.#text += '\n';
        this.#depth += 1;
        break;
      case 'text:s':
        this.text(' '.repeat(Math.min(repeats(attributes['text:c'], this.#locator()), 100)));
        break;
      case 'text:tab':
      case 'text:line-break':
        this.text('\n');
        break;
    }
  }

  text(text: string): void {
    if (this.#depth === 0 || this.#inNote > 0) return;
    this.#text += text;
    if (this.#text.length > this.#limits.cellChars) {
      throw new UnreadableFile(
        'cell_too_long',
        `A cell holds more than ${this.#limits.cellChars} characters, so this is not a statistical table.`,
        this.#locator(),
      );
    }
  }

  close(name: string): void {
    this.#elements -= 1;
    switch (name) {
      case 'text:p':
        this.#depth -= 1;
        break;
      case 'office:annotation':
        this.#inNote -= 1;
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell': {
        const cell = this.#date === undefined ? this.#text : this.#date.slice(0, 10);
        const times = Math.min(this.#repeatCell, widest - this.#cells.length);
        if (times < this.#repeatCell && cell !== '') {
          throw new UnreadableFile(
            'too_many_cells',
            `A row holds more than ${widest} cells. Give the sheet as a CSV file with the columns of its table.`,
            this.#locator(),
          );
        }
        for (let i = 0; i < times; i += 1) this.#cells.push(cell);
        break;
      }
      case 'table:table-row':
        this.#closeRow();
        break;
    }
  }

  #closeRow(): void {
    const sheet = this.sheets.at(-1);
    const last = this.#cells.findLastIndex((cell) => cell !== '');
    if (!sheet || last < 0) {
      this.#row += this.#repeatRow;
      return;
    }
    const cells = this.#cells.slice(0, last + 1);
    for (let i = 0; i < this.#repeatRow; i += 1) {
      this.#row += 1;
      this.#rows += 1;
      if (sheet.rows.length >= this.#limits.sheetRows || this.#rows > this.#limits.workbookRows) {
        throw new UnreadableFile(
          'too_large',
          `A sheet holds more than ${this.#limits.sheetRows} rows, or all sheets more than ${this.#limits.workbookRows}. Give them as CSV files.`,
          this.#locator(),
        );
      }
      sheet.rows.push({ cells, locator: `row ${this.#row}` });
    }
  }

  #locator(): string {
    return `sheet ${this.sheets.at(-1)?.name ?? '?'}, row ${this.#row + 1}`;
  }
}

/**
 * The sheets of an OpenDocument workbook. A date cell gives its ISO day, any other its printed text.
 * @throws UnreadableFile where it is no such workbook, is damaged, or is larger than the limits.
 */
export async function odsSheets(path: string, limits: ReadLimits): Promise<readonly Sheet[]> {
  const xml = await contentXml(path, limits);
  const builder = new SheetBuilder(limits);
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => builder.open(name, attributes));
  parser.on('text', (text) => builder.text(text));
  parser.on('closetag', ({ name }) => builder.close(name));
  parser.on('error', (error) => {
    throw new UnreadableFile(
      'damaged_workbook',
      `The workbook's content is not well-formed (${error.message}). Download it again.`,
    );
  });
  parser.write(xml).close();
  return builder.sheets;
}
