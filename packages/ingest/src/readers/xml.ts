import { SaxesParser } from 'saxes';
import { type ArchiveOf, damagedArchive } from './archive.ts';
import type { ReadLimits } from './limits.ts';
import type { UnreadableFile } from './lines.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What is called while the XML of a part goes by. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
  /** Where reading is, for a problem. */
  locator?(): string;
}

/** Most attributes of one element. */
const mostAttributes = 200;
/** Characters of XML that are parsed at once. */
const parsedAtOnce = 64 * 1024;

/**
 * The text of a part of an archive.
 * @throws UnreadableFile where it is not UTF-8: damaged, or locked with a password
 */
export function xmlText(of: ArchiveOf, bytes: Uint8Array | undefined): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw damagedArchive(of, `The content of the ${of} is not text: it is damaged or locked.`);
  }
}

/**
 * Reads XML in pieces, never as a tree. It may declare no document type, and so no entities of its own: nothing is fetched and nothing
 * grows while it is read.
 * @throws UnreadableFile where it is not well-formed, or its elements are deeper or wider than any program writes
 */
export function readXml(
  xml: string,
  of: ArchiveOf,
  { depth }: Pick<ReadLimits, 'depth'>,
  handler: XmlHandler,
): void {
  const fail = (what: string): UnreadableFile => damagedArchive(of, what, handler.locator?.());
  const parser = new SaxesParser();
  let attributes = 0;
  let elements = 0;
  parser.on('doctype', () => {
    throw fail(
      `The ${of} declares a document type, by which it could ask for other files; no program writes one.`,
    );
  });
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > mostAttributes) {
      throw fail(`An element has more than ${mostAttributes} attributes.`);
    }
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > depth) {
      throw fail(
        `The elements of the ${of} stand more than ${depth} deep in each other, which no program writes.`,
      );
    }
    handler.open(tag.name, tag.attributes);
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('closetag', ({ name }) => {
    elements -= 1;
    handler.close(name);
  });
  parser.on('error', (error) => {
    throw fail(`The content of the ${of} is not well-formed (${error.message}).`);
  });
  for (let at = 0; at < xml.length; at += parsedAtOnce) {
    parser.write(xml.slice(at, at + parsedAtOnce));
  }
  parser.close();
}
