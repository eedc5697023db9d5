import { type Archive, damagedArchive, partsOf } from './archive.ts';
import type { ReadLimits } from './limits.ts';
import { UnreadableFile } from './lines.ts';
import { type Sheet, SheetRows } from './sheet.ts';
import { type Attributes, readXml, type XmlHandler, xmlText } from './xml.ts';

/** Most columns that a repeated cell is written out to: sheets fill their width with thousands of empty ones. */
const widest = 200;

/** Parts of a sheet that are not the text of its cells: remarks, drawings with their text boxes, changes, tables of other files. */
const besideCells =
  /^(?:draw:|dr3d:|office:annotation|office:forms|text:note|text:ruby-text|table:shapes|table:tracked-changes|table:dde-links|table:named-expressions|table:database-ranges|table:data-pilot-tables)/;

function damaged(what: string, locator?: string): UnreadableFile {
  return damagedArchive('workbook', what, locator);
}

/** The content part of an OpenDocument workbook. */
function contentXml(archive: Archive): string {
  const { mimetype, ...parts } = partsOf(archive, ['content.xml', 'mimetype']);
  const type = mimetype && new TextDecoder().decode(mimetype);
  if (type && !type.startsWith('application/vnd.oasis.opendocument.spreadsheet')) {
    throw new UnreadableFile(
      'not_recognised',
      'It is an OpenDocument file, but no spreadsheet and no text. Save it as .odt or PDF, and a table as .ods, .xlsx or CSV.',
    );
  }
  return xmlText('workbook', parts['content.xml']);
}

/** How often a row or cell is repeated; once where it does not say. */
function repeats(given: string | undefined, locator: string): number {
  if (given === undefined) return 1;
  if (/^\d{1,7}$/.test(given) && Number(given) > 0) return Number(given);
  throw damaged(
    `A row or cell is repeated "${given.slice(0, 40)}" times, which is no number of times.`,
    locator,
  );
}

/** The attribute in which a cell of each type writes its value, where its text does not say it. */
const valueAttribute: Readonly<Record<string, string>> = {
  string: 'office:string-value',
  float: 'office:value',
  percentage: 'office:value',
  currency: 'office:value',
  boolean: 'office:boolean-value',
  time: 'office:time-value',
};

/** A value that a cell writes without saying its type. */
function anyValue(attributes: Attributes): string | undefined {
  return Object.values(valueAttribute)
    .map((name) => attributes[name])
    .find((value) => value !== undefined);
}

/** A formula that was never worked out, as such, so that it is not taken for a blank. */
function formulaIn(attributes: Attributes): string | undefined {
  return attributes['table:formula']?.replace(/^[a-z]+:=?/i, '=');
}

/** Heights and widths that show nothing. */
const noSize = /^0(?:\.0+)?[a-z]*$/;

/** What a cell shows: a day as ISO, else its text, else the value that it writes in its type's attribute. */
function shown(text: string, attributes: Attributes): string {
  const type = attributes['office:value-type'] ?? attributes['calcext:value-type'] ?? 'string';
  const date = attributes['office:date-value'];
  if (type === 'date' && date !== undefined) return date.slice(0, 10);
  if (text.trim() !== '') return text;
  const own = attributes[valueAttribute[type] ?? ''];
  return own ?? date?.slice(0, 10) ?? anyValue(attributes) ?? formulaIn(attributes) ?? text;
}

/** The sheet whose rows go by. */
interface OpenSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly columns: Set<number>;
  readonly rows: SheetRows;
  /** How many columns were declared. */
  declared: number;
  row: number;
  /** True for a copy of a sheet of another file, which programs keep for their formulas. */
  foreign: boolean;
}

/** Collects the sheets while the XML goes by. */
class SheetBuilder implements XmlHandler {
  readonly sheets: Sheet[] = [];
  readonly #limits: ReadLimits;
  readonly #hiddenStyles = new Set<string>();
  /** Styles of rows without height and of columns without width. */
  readonly #flatStyles = new Set<string>();
  #style = '';
  #sheet: OpenSheet | undefined;
  #rows = 0;
  #elements = 0;
  /** Depth of the element from which on nothing is a cell's text; 0 where there is none. */
  #besideFrom = 0;
  #hiddenGroups = 0;
  readonly #groups: boolean[] = [];
  #rowAttributes: Attributes = {};
  #cells: string[] = [];
  #cell: Attributes | undefined;
  #text = '';
  #paragraphs = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  open(name: string, attributes: Attributes): void {
    this.#elements += 1;
    if (this.#besideFrom > 0) return;
    const inner = name === 'table:table' && this.#cell !== undefined;
    if (inner || besideCells.test(name)) {
      this.#besideFrom = this.#elements;
      return;
    }
    switch (name) {
      case 'style:style':
        this.#style = attributes['style:name'] ?? '';
        break;
      case 'style:table-row-properties':
        if (noSize.test(attributes['style:row-height'] ?? '')) this.#flatStyles.add(this.#style);
        break;
      case 'style:table-column-properties':
        if (noSize.test(attributes['style:column-width'] ?? '')) this.#flatStyles.add(this.#style);
        break;
      case 'style:table-properties':
        if (attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table:table':
        this.#openSheet(attributes);
        break;
      case 'table:table-source':
        if (this.#sheet) this.#sheet.foreign = true;
        break;
      case 'table:table-row-group':
      case 'table:table-column-group':
        this.#groups.push(attributes['table:display'] === 'false');
        if (this.#groups.at(-1)) this.#hiddenGroups += 1;
        break;
      case 'table:table-column':
        this.#column(attributes);
        break;
      case 'table:table-row':
        this.#cells = [];
        this.#rowAttributes = attributes;
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.#text = '';
        this.#paragraphs = 0;
        this.#cell = attributes;
        break;
      case 'text:p':
      case 'text:h':
        if (this.#paragraphs > 0) this.text('\n');
        this.#paragraphs += 1;
        break;
      case 'text:s':
        this.text(' '.repeat(Math.min(repeats(attributes['text:c'], this.locator()), 100)));
        break;
      case 'text:tab':
      case 'text:line-break':
        this.text('\n');
        break;
    }
  }

  text(text: string): void {
    if (this.#cell === undefined || this.#paragraphs === 0 || this.#besideFrom > 0) return;
    this.#text += text;
    if (this.#text.length > this.#limits.cellChars) {
      throw new UnreadableFile(
        'cell_too_long',
        `A cell holds more than ${this.#limits.cellChars} characters, so this is not a statistical table.`,
        this.locator(),
      );
    }
  }

  close(name: string): void {
    const depth = this.#elements;
    this.#elements -= 1;
    if (this.#besideFrom > 0) {
      if (depth === this.#besideFrom) this.#besideFrom = 0;
      return;
    }
    switch (name) {
      case 'table:table-cell':
        this.#closeCell(shown(this.#text, this.#cell ?? {}));
        break;
      case 'table:covered-table-cell':
        // what a merged cell lies over cannot be seen
        this.#closeCell('');
        break;
      case 'table:table-row-group':
      case 'table:table-column-group':
        if (this.#groups.pop()) this.#hiddenGroups -= 1;
        break;
      case 'table:table-row':
        this.#closeRow();
        break;
      case 'table:table': {
        const sheet = this.#sheet;
        this.#sheet = undefined;
        if (sheet && !sheet.foreign) this.sheets.push(sheet.rows.sheet(sheet.name, sheet.hidden));
        break;
      }
    }
  }

  #openSheet(attributes: Attributes): void {
    const columns = new Set<number>();
    this.#sheet = {
      name: attributes['table:name'] ?? '',
      hidden: this.#hiddenStyles.has(attributes['table:style-name'] ?? ''),
      columns,
      rows: new SheetRows(columns),
      declared: 0,
      row: 0,
      foreign: false,
    };
  }

  #isHidden(attributes: Attributes): boolean {
    const visibility = attributes['table:visibility'];
    if (this.#flatStyles.has(attributes['table:style-name'] ?? '')) return true;
    return this.#hiddenGroups > 0 || visibility === 'collapse' || visibility === 'filter';
  }

  #column(attributes: Attributes): void {
    const sheet = this.#sheet;
    if (!sheet) return;
    const times = repeats(attributes['table:number-columns-repeated'], this.locator());
    if (this.#isHidden(attributes)) {
      const end = Math.min(sheet.declared + times, widest);
      for (let index = sheet.declared; index < end; index += 1) sheet.columns.add(index);
    }
    sheet.declared += times;
  }

  #closeCell(cell: string): void {
    const repeated = repeats(this.#cell?.['table:number-columns-repeated'], this.locator());
    this.#cell = undefined;
    const times = Math.min(repeated, widest - this.#cells.length);
    if (times < repeated && cell !== '') {
      throw new UnreadableFile(
        'too_many_cells',
        `A row holds more than ${widest} cells. Give the sheet as a CSV file with the columns of its table.`,
        this.locator(),
      );
    }
    for (let i = 0; i < times; i += 1) this.#cells.push(cell);
  }

  #closeRow(): void {
    const sheet = this.#sheet;
    if (!sheet) return;
    const times = repeats(this.#rowAttributes['table:number-rows-repeated'], this.locator());
    const hidden = this.#isHidden(this.#rowAttributes);
    if (this.#cells.every((cell) => cell === '')) {
      sheet.row += times;
      return;
    }
    for (let i = 0; i < times; i += 1) {
      sheet.row += 1;
      this.#rows += 1;
      if (
        sheet.rows.rows.length >= this.#limits.sheetRows ||
        this.#rows > this.#limits.workbookRows
      ) {
        throw new UnreadableFile(
          'too_large',
          `A sheet holds more than ${this.#limits.sheetRows} rows, or all sheets more than ${this.#limits.workbookRows}. Give them as CSV files.`,
          this.locator(),
        );
      }
      sheet.rows.add(this.#cells, sheet.row, hidden);
    }
  }

  locator(): string {
    return `sheet ${this.#sheet?.name ?? '?'}, row ${(this.#sheet?.row ?? 0) + 1}`;
  }
}

/**
 * The sheets of an OpenDocument workbook. A date cell gives its ISO day, any other its printed text, or its value where it prints
 * none.
 * @throws UnreadableFile where it is no such workbook, is damaged, or is larger than the limits.
 */
export function odsSheets(archive: Archive, limits: ReadLimits): readonly Sheet[] {
  const xml = contentXml(archive);
  const builder = new SheetBuilder(limits);
  readXml(xml, 'workbook', limits, builder);
  return builder.sheets;
}
