import { strToU8, type Zippable } from 'fflate';
import { writeXlsx } from 'hucre';
import { archiveOf } from './archive.ts';

/** A cell of a workbook in a test: its text, or, where it starts with `<`, its XML. */
type OdsCell = string;

export interface OdsRow {
  readonly cells: readonly OdsCell[];
  /** Further attributes of the row. */
  readonly attributes?: string;
}

const odsCell = (text: OdsCell): string =>
  text.startsWith('<')
    ? text
    : `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;

/** One sheet of an OpenDocument workbook. `head` stands before its rows: declarations of columns. */
export function odsSheet(
  name: string,
  rows: readonly (readonly OdsCell[] | OdsRow)[],
  { style = '', head = '' } = {},
): string {
  const body = rows.map((given) => {
    const { cells, attributes = '' } = 'cells' in given ? given : { cells: given };
    return `<table:table-row ${attributes}>${cells.map(odsCell).join('')}</table:table-row>`;
  });
  return `<table:table table:name="${name}" table:style-name="${style}">${head}${body.join('')}</table:table>`;
}

const hiddenStyle =
  '<office:automatic-styles><style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="flat" style:family="table-row"><style:table-row-properties style:row-height="0in"/></style:style></office:automatic-styles>';

/** An OpenDocument workbook; a sheet of the style `hidden` is hidden, a row of the style `flat` has no height. `others` are further parts of the archive, put before its content. */
export function odsBook(sheets: readonly string[], others: Zippable = {}): Uint8Array {
  const names = ['office', 'table', 'text', 'style', 'draw', 'svg'].map(
    (prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`,
  );
  const xml = `<?xml version="1.0"?><office:document-content ${names.join(' ')}>${hiddenStyle}<office:body><office:spreadsheet>${sheets.join('')}</office:spreadsheet></office:body></office:document-content>`;
  return archiveOf({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    ...others,
    'content.xml': strToU8(xml),
  });
}

/** An Excel workbook. */
export function xlsxBook(sheets: Parameters<typeof writeXlsx>[0]['sheets']): Promise<Uint8Array> {
  return writeXlsx({ sheets });
}
