import { strToU8, type Zippable } from 'fflate';
import { archiveOf } from './archive.ts';

/** A paragraph of a document in a test, a point of a list, or a row of a table. */
export type Part =
  | { readonly paragraph: string }
  | { readonly point: string }
  | { readonly rows: readonly (readonly string[])[] };

/** The parts of a text as a person would write it: lines with tabs are rows of a table, lines with a bullet points of a list. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  for (const line of text.split('\n')) {
    const last = parts.at(-1);
    if (line.includes('\t')) {
      const cells = line.split('\t');
      if (last && 'rows' in last) parts[parts.length - 1] = { rows: [...last.rows, cells] };
      else parts.push({ rows: [cells] });
    } else if (line.startsWith('\u2022 ')) parts.push({ point: line.slice(2) });
    else parts.push({ paragraph: line });
  }
  return parts;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const wordName = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const wordParagraph = (text: string, properties = ''): string =>
  `<w:p>${properties}${run(text)}</w:p>`;
const point = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>';

const numbering = `<w:numbering xmlns:w="${wordName}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1(%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;

function wordPart(part: Part): string {
  if ('paragraph' in part) return wordParagraph(part.paragraph);
  if ('point' in part) return wordParagraph(part.point, point);
  const rows = part.rows.map(
    (cells) =>
      `<w:tr>${cells.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`,
  );
  return `<w:tbl>${rows.join('')}</w:tbl>`;
}

/** A Word document with this XML as its body; list 1 has bullets, list 2 numbers. `others` are further parts. */
export function docxOf(body: string, others: Zippable = {}): Uint8Array {
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="${wordName}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`;
  return archiveOf({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(xml),
    'word/numbering.xml': strToU8(numbering),
    ...others,
  });
}

/** Parts as a Word document. */
export function docxOfParts(parts: readonly Part[]): Uint8Array {
  return docxOf(parts.map(wordPart).join(''));
}

/** A text as a Word document. */
export function docxOfText(text: string): Uint8Array {
  return docxOfParts(partsOf(text));
}

function odtPart(part: Part): string {
  if ('paragraph' in part) return `<text:p>${escaped(part.paragraph)}</text:p>`;
  if ('point' in part) {
    return `<text:list text:style-name="L1"><text:list-item><text:p>${escaped(part.point)}</text:p></text:list-item></text:list>`;
  }
  const rows = part.rows.map((cells) => {
    const inner = cells.map(
      (cell) => `<table:table-cell><text:p>${escaped(cell)}</text:p></table:table-cell>`,
    );
    return `<table:table-row>${inner.join('')}</table:table-row>`;
  });
  return `<table:table>${rows.join('')}</table:table>`;
}

/** An OpenDocument text with this XML as its body; list style L1 has bullets, L2 numbers; the style `hidden` is not shown. */
export function odtOf(body: string, others: Zippable = {}): Uint8Array {
  const names = ['office', 'table', 'text', 'style', 'draw', 'svg'].map(
    (prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`,
  );
  const styles =
    '<office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style><text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style><style:style style:name="hidden"><style:text-properties text:display="none"/></style:style></office:automatic-styles>';
  const xml = `<?xml version="1.0"?><office:document-content ${names.join(' ')}>${styles}<office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  return archiveOf({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(xml),
    ...others,
  });
}

/** Parts as an OpenDocument text. */
export function odtOfParts(parts: readonly Part[]): Uint8Array {
  return odtOf(parts.map(odtPart).join(''));
}

/** A text as an OpenDocument text. */
export function odtOfText(text: string): Uint8Array {
  return odtOfParts(partsOf(text));
}

function htmlPart(part: Part): string {
  if ('paragraph' in part) return `<p>${escaped(part.paragraph)}</p>`;
  if ('point' in part) return `<ul><li>${escaped(part.point)}</li></ul>`;
  const rows = part.rows.map(
    (cells) => `<tr>${cells.map((cell) => `<td><p>${escaped(cell)}</p></td>`).join('')}</tr>`,
  );
  return `<table><tbody>${rows.join('\n')}</tbody></table>`;
}

/** A text as a page that a browser saved, with all that stands about the text of a page. */
export function savedPageOfText(text: string): string {
  const body = partsOf(text).map(htmlPart).join('\n');
  return `<!DOCTYPE html>
<!-- saved from url=(0031)https://council.example/inspection -->
<html lang="en"><head><title>Inspection | Council</title><link rel="stylesheet" href="./Inspection_files/site.css"><script src="./Inspection_files/site.js"></script></head>
<body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies. We were inspected by Ofsted once.</p><button>Accept</button></div>
<a class="skip-link" href="#main">Skip to main content</a>
<header><p>Council of Somewhere Else</p></header>
<nav aria-label="Main"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main id="main">
${body}
<aside><p>Related: Inspection of Wakefield, 3 March 2001</p></aside>
</main>
<footer><p>Last updated 4 May 2026</p></footer>
<script>document.write("<p>Overall effectiveness: Outstanding</p>")</script>
</body></html>`;
}

function quotedPrintable(content: Buffer): string {
  const written = [...content].map((byte) => {
    if (byte === 0x0a) return '\r\n';
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x3d;
    return plain
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return written.join('').replace(/(?:=[\dA-F]{2}|[^=\r\n]){70}(?=.)/g, '$&=\r\n');
}

/** A page as a browser saves it in one file with its styles (MHTML), its text as most browsers write it there, or in base64. */
export function oneFileOfPage(page: string, encoding: 'quoted-printable' | 'base64'): string {
  const content = Buffer.from(page);
  const body =
    encoding === 'base64'
      ? content.toString('base64').replace(/(.{76})/g, '$1\r\n')
      : quotedPrintable(content);
  return `From: <Saved by Blink>
Snapshot-Content-Location: https://council.example/
Subject: Letter
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: ${encoding}
Content-Location: https://council.example/

${body}
--b
Content-Type: text/css

p{}
--b--
`.replace(/\r?\n/g, '\r\n');
}
