import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive; `packed` is its compressed form where the test made that itself. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly packed?: Uint8Array;
}

function header(signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]) {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0));
  buffer.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [bytes, value] of fields) {
    if (bytes === 2) buffer.writeUInt16LE(value, at);
    else buffer.writeUInt32LE(value, at);
    at += bytes;
  }
  return buffer;
}

const deflated = 8;

/** The bytes of a ZIP archive (PKWARE APPNOTE 6.3, deflate only), so that a test may make one that lies. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, packed = deflateRawSync(content, { level: 1 }) } of entries) {
    const named = Buffer.from(name);
    const common = [
      [2, 20],
      [2, 0],
      [2, deflated],
      [4, 0],
      [4, crc32(content)],
      [4, packed.length],
      [4, content.length],
      [2, named.length],
      [2, 0],
    ] as const;
    const local = header(0x04034b50, common);
    parts.push(local, named, Buffer.from(packed));
    const central = header(0x02014b50, [
      [2, 20],
      ...common,
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ]);
    directory.push(central, named);
    offset += local.length + named.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...parts, ...directory, end]);
}

const spreadsheet = 'application/vnd.oasis.opendocument.spreadsheet';

/** An OpenDocument workbook of sheets, each a name and rows of cells; a cell such as `@2024-08-30` is a date. */
export function workbookOf(
  sheets: readonly (readonly [name: string, rows: readonly (readonly string[])[]])[],
): Uint8Array {
  const cell = (text: string): string => {
    if (text === '') return '<table:table-cell/>';
    const value = text.startsWith('@')
      ? `office:value-type="date" office:date-value="${text.slice(1)}T00:00:00"`
      : 'office:value-type="string"';
    return `<table:table-cell ${value}><text:p>${text}</text:p></table:table-cell>`;
  };
  const tables = sheets.map(([name, rows]) => {
    const body = rows.map((row) => `<table:table-row>${row.map(cell).join('')}</table:table-row>`);
    return `<table:table table:name="${name}">${body.join('')}</table:table>`;
  });
  return workbookOfXml(contentOf(tables.join('')));
}

/** The content part of a workbook around its tables. */
export function contentOf(tables: string): string {
  const names = ['office', 'table', 'text'].map(
    (prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`,
  );
  return `<?xml version="1.0"?><office:document-content ${names.join(' ')}><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
}

/** A workbook whose content part is the given text. */
export function workbookOfXml(xml: string): Uint8Array {
  return zipOf([
    { name: 'mimetype', content: Buffer.from(spreadsheet) },
    { name: 'content.xml', content: Buffer.from(xml) },
  ]);
}
