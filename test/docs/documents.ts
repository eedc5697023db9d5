import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A document of ours, by its path from the root. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** One command of a document and what it shows of the output; `...` stands for lines left out. */
export interface Shown {
  readonly command: string;
  readonly line: number;
  readonly output: readonly string[];
}

export function documentAt(path: string): Document {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** The README, every document under `docs`, and that of the shipped record. */
export function allDocuments(): readonly Document[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  return ['README.md', join('data', 'README.md'), ...docs.sort()].map(documentAt);
}

/** The fenced blocks of one language. */
function fences({ text }: Document, language: string): { line: number; lines: string[] }[] {
  const found: { line: number; lines: string[] }[] = [];
  let open: { line: number; lines: string[]; wanted: boolean } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('```')) {
      if (open?.wanted) found.push(open);
      open = open
        ? undefined
        : { line: index + 1, lines: [], wanted: line === `\`\`\`${language}` };
    } else open?.lines.push(line);
  }
  return found;
}

/** Every command in the `console` blocks of a document, in order. */
export function commandsShown(document: Document): readonly Shown[] {
  const shown: { command: string; line: number; output: string[] }[] = [];
  for (const { line, lines } of fences(document, 'console')) {
    for (const [offset, text] of lines.entries()) {
      if (text.startsWith('$ ')) {
        shown.push({ command: text.slice(2), line: line + offset + 1, output: [] });
      } else shown.at(-1)?.output.push(text);
    }
  }
  return shown;
}

/** The commands of the `sh` blocks of a document, without their comments. */
export function commandsTold(document: Document): readonly string[] {
  return fences(document, 'sh').flatMap(({ lines }) =>
    lines.map((line) => line.replace(/\s+#.*/, '').trim()).filter((line) => line !== ''),
  );
}

/** Text without fenced blocks and code spans. */
export function proseOf({ text }: Document): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
}

/** Links of a document that lead to files of ours, as paths from the root. */
export function linkedFiles({ path, text }: Document): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => relative(root, resolve(root, dirname(path), target)));
}

/**
 * The first line shown that the output does not have where it should, or undefined where it has them all. Lines follow each other as shown;
 * `...` passes over any number of lines.
 */
export function firstDifference(
  shown: readonly string[],
  output: readonly string[],
): string | undefined {
  const lines = output.map((line) => line.trimEnd());
  let at = 0;
  let skipping = false;
  for (const [index, wanted] of shown.entries()) {
    if (wanted === '...') {
      skipping = true;
      continue;
    }
    if (skipping) {
      const block = shown.slice(index, nextGap(shown, index));
      const found = lines.findIndex(
        (_, start) => start >= at && block.every((line, i) => lines[start + i] === line.trimEnd()),
      );
      if (found < 0) return wanted;
      at = found;
    }
    if (lines[at] !== wanted.trimEnd()) return wanted;
    at += 1;
    skipping = false;
  }
  return skipping || lines.slice(at).every((line) => line === '') ? undefined : lines[at];
}

function nextGap(shown: readonly string[], from: number): number {
  const gap = shown.indexOf('...', from);
  return gap < 0 ? shown.length : gap;
}

/** A program of a document, the heading that it stands under, and what the document says that it prints. */
export interface Program {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly output: readonly string[];
}

/** The TypeScript blocks of a document with a block of output below them; one without is a fragment, and is not run. */
export function programsShown(document: Document): readonly Program[] {
  const outputs = fences(document, 'text');
  const headings = document.text
    .split('\n')
    .flatMap((text, index) => (text.startsWith('## ') ? [{ line: index + 1, text }] : []));
  return fences(document, 'ts').flatMap(({ line, lines }) => {
    const output = outputs.find((one) => one.line === line + lines.length + 3);
    const heading = headings.findLast((one) => one.line < line)?.text.slice(3) ?? '';
    return output === undefined ? [] : [{ heading, lines, output: output.lines }];
  });
}

/** A change that a document tells to make: lines of a file, and what is to stand in their place. Of a new file there are no lines before. */
export interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** The changes of the `diff` blocks of a document, each part between two marks as one. */
export function changesTold(document: Document): readonly Change[] {
  return fences(document, 'diff').flatMap(({ lines }) => {
    const changes: { file: string; before: string; after: string }[] = [];
    let file = '';
    for (const line of lines) {
      if (line.startsWith('+++ ')) file = line.slice('+++ b/'.length);
      else if (line.startsWith('@@')) changes.push({ file, before: '', after: '' });
      else if (!line.startsWith('--- ')) {
        const change = changes.at(-1)!;
        if (!line.startsWith('+')) change.before += `${line.slice(1)}\n`;
        if (!line.startsWith('-')) change.after += `${line.slice(1)}\n`;
      }
    }
    return changes;
  });
}
