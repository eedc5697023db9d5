import { brotliDecompressSync } from 'node:zlib';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Serving } from '../service/serving.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** What a browser says that it takes. */
export const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** A page as a browser reads it. */
export interface PageRead {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly html: string;
  /** Bytes as they are sent. */
  readonly bytes: number;
  /** Where the text is no well-formed HTML, by the codes of the standard. */
  readonly errors: readonly string[];
  readonly elements: readonly Element[];
}

/** Opens a page as a browser does, without a socket. */
export async function opened(
  { service }: Serving,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<PageRead> {
  const answer = await service.app.inject({
    url,
    headers: { host: 'localhost', accept: browser, 'accept-encoding': 'br', ...headers },
  });
  return readPage(answer);
}

/** What an answer without a socket is read from. */
interface Injected {
  readonly rawPayload: Buffer;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** An answer as a browser reads it. */
export function readPage(answer: Injected): PageRead {
  const { rawPayload, statusCode: status } = answer;
  const packed = answer.headers['content-encoding'] === 'br';
  const html = (packed ? brotliDecompressSync(rawPayload) : rawPayload).toString('utf8');
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code }) => errors.push(code) });
  const bytes = rawPayload.length;
  return { status, headers: answer.headers, html, bytes, errors, elements: [...below(document)] };
}

function* below(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* below(child);
}

/** Elements of a kind. */
export function tagged({ elements }: Pick<PageRead, 'elements'>, ...names: readonly string[]) {
  return elements.filter(({ tagName }) => names.includes(tagName));
}

/** The value of an attribute; undefined where it has none. */
export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

/** Elements that have an attribute, with its value. */
export function marked({ elements }: Pick<PageRead, 'elements'>, name: string) {
  return elements.flatMap((element) => {
    const value = attribute(element, name);
    return value === undefined ? [] : [{ element, value, elements: [...below(element)] }];
  });
}

/** What an element says, in one line. */
export function textOf(node: Node): string {
  const parts =
    'value' in node ? [node.value] : 'childNodes' in node ? node.childNodes.map(textOf) : [];
  return parts.join('').replaceAll(/\s+/g, ' ').trim();
}
