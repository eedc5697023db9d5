import { Buffer } from 'node:buffer';
import { extname } from 'node:path';
import { type MediaType, odtType, wordType } from '../documents/model.ts';
import { Header } from '../tables/cells.ts';
import { recognise } from '../tables/index.ts';
import { partNames } from './archive-directory.ts';
import { firstBytes, UnreadableFile } from './lines.ts';
import { delimiters, saysSeparator } from './table.ts';

/** What a file is, as far as its readers care. */
export type Format = 'table' | 'events' | 'workbook' | 'mail' | 'empty' | MediaType;

/** First bytes of files that are often given in place of a document, and what helps; as Latin-1. */
const foreign: readonly (readonly [string, string])[] = [
  [
    '\u0089PNG',
    'It is a picture. Give a PDF with text, for example from a text recognition program.',
  ],
  [
    '\u00ff\u00d8\u00ff',
    'It is a photograph. Give a PDF with text, for example from a text recognition program.',
  ],
  ['GIF8', 'It is a picture. Give a PDF with text, for example from a text recognition program.'],
  ['II*\u0000', 'It is a scan. Give a PDF with text, for example from a text recognition program.'],
  ['MM\u0000*', 'It is a scan. Give a PDF with text, for example from a text recognition program.'],
  [
    '\u00d0\u00cf\u0011\u00e0',
    'It is an old Word, Excel or Outlook file, or one that is locked with a password. Save a document as .docx or PDF, a table as .ods or CSV, a mail as .eml.',
  ],
  ['{\\rtf', 'It is a rich text file. Save it as .docx, PDF or plain text.'],
  ['\u001f\u008b', 'It is compressed. Unpack it and give the file inside.'],
  ['SQLite format 3', 'It is a database. Export what is wanted as a table in CSV.'],
];

/** Mails, and pages that a browser saved as if they were mails. */
const mailEndings: ReadonlySet<string> = new Set(['.eml', '.mht', '.mhtml']);
/** First lines that only the programs which carry mail write. */
const mailHead =
  /^(?:return-path|received|delivered-to|x-[\w-]+|arc-[\w-]+|dkim-signature|authentication-results|mime-version|message-id): .*\r?\n(?:[ \t].*\r?\n)*[\w-]+:/i;

/** How much of a file is looked at to tell its format; a PDF may have other bytes before its mark, but no more than these. */
const lookedAt = 1024;

/**
 * The format of a file by its first bytes: the ending of a name can lie. Only between a table and a text it decides.
 * @throws UnreadableFile where a file is named as a PDF and is none
 */
export async function formatOf(path: string): Promise<Format> {
  const bytes = await firstBytes(path, lookedAt);
  if (bytes.length === 0) return 'empty';
  const text = Buffer.from(bytes).toString('latin1');
  const ending = extname(path).toLowerCase();
  if (text.startsWith('PK\u0003\u0004')) return archiveFormat(path, text, ending);
  const [, help] = foreign.find(([mark]) => text.startsWith(mark)) ?? [];
  if (help && ending !== '.pdf') throw new UnreadableFile('not_text', help);
  if (text.startsWith('%PDF') || (ending === '.pdf' && text.includes('%PDF-'))) {
    return 'application/pdf';
  }
  const start = text.replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe)/, '').trimStart();
  const html = /^(?:<!doctype\s+html|<html|<!--|<head|<body|<\?xml[^>]*>\s*<!doctype\s+html)/i.test(
    start,
  );
  if (ending === '.pdf') {
    throw html
      ? new UnreadableFile(
          'html_in_pdf',
          'It is a web page under the name of a PDF, as a site gives when the file is gone or asks who you are. Fetch the document itself.',
        )
      : new UnreadableFile(
          'not_a_pdf',
          'Its name ends in .pdf, but it is none. Fetch the document again, or give it its right name.',
        );
  }
  if (mailEndings.has(ending) || mailHead.test(start)) return 'mail';
  if (html) return 'text/html';
  if (start.startsWith('{')) return 'events';
  return isProse(start, ending) ? 'text/plain' : 'table';
}

/** Documents by the endings of their names, where nothing else is left to tell them by. */
const archiveEndings: Readonly<Record<string, MediaType>> = { '.docx': wordType, '.odt': odtType };

/** Which archive it is, by the parts that it names: a workbook unless it is a document. */
async function archiveFormat(path: string, begins: string, ending: string): Promise<Format> {
  try {
    const names = await partNames(path);
    if (names.has('word/document.xml')) return wordType;
    const text = begins.includes(odtType) || (ending === '.odt' && !names.has('mimetype'));
    return names.has('content.xml') && text ? odtType : 'workbook';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return archiveEndings[ending] ?? 'workbook';
  }
}

/** A text that is no table: its name says so, and its first line is not the header of a table known here. */
function isProse(start: string, ending: string): boolean {
  if (!['.txt', '.text', '.md', ''].includes(ending)) return false;
  const first = /^[^\r\n]*/.exec(start)?.[0] ?? '';
  if (saysSeparator.test(first.trim())) return false;
  return delimiters.every((mark) => {
    const header = new Header(first.split(mark));
    return header.names.length < 2 || recognise(header) === undefined;
  });
}
