import { everyMatch } from './every-match.ts';
import type { DocumentText, Locator, TextLine } from './model.ts';
import { linesOfDocument } from './model.ts';

/** One match of a pattern in running text. */
export interface Found {
  /** The matched text, white space folded to single blanks. */
  readonly text: string;
  /** What the groups of the pattern caught, white space folded; absent groups are empty. */
  readonly groups: readonly string[];
  readonly locators: readonly Locator[];
  /** Offset in the flow's text. */
  readonly index: number;
}

/**
 * Lines joined to one text, so that a sentence that runs over lines and pages can be matched, with the way back to the places.
 * Lines are joined by a line feed; patterns write `\s+` wherever a blank may be a line end or a tab.
 */
export interface Flow {
  readonly text: string;
  readonly lines: readonly TextLine[];
  /** The places of a part of the text, one a line. */
  locate(from: number, to: number): readonly Locator[];
  /** The first match of a pattern at or after `from`. */
  find(pattern: RegExp, from?: number): Found | undefined;
  findAll(pattern: RegExp): readonly Found[];
  /** The place in `text` where a line begins; undefined for a line that is not of this flow. */
  offsetOf(line: TextLine): number | undefined;
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

const searching = new WeakMap<RegExp, RegExp>();

/** The pattern as one that searches on from a place. Kept with the pattern, as making it costs more than most searches. */
function every(pattern: RegExp): RegExp {
  let found = searching.get(pattern);
  if (!found) {
    found = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(''));
    searching.set(pattern, found);
  }
  found.lastIndex = 0;
  return found;
}

/** The running text of some lines. */
export function flowOf(lines: readonly TextLine[]): Flow {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.text.length + 1;
  }
  const text = lines.map((line) => line.text).join('\n');
  /** Index of the line that holds an offset, by halving. */
  const lineHolding = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const locate = (from: number, to: number): readonly Locator[] => {
    const found: Locator[] = [];
    for (let index = lineHolding(from); index < lines.length; index += 1) {
      const [line, start] = [lines[index], starts[index]];
      if (!line || start === undefined || start >= to) break;
      const span = {
        from: Math.max(0, from - start),
        to: Math.min(line.text.length, to - start),
      };
      if (span.to > span.from) found.push({ page: line.page, line: line.number, ...span });
    }
    return found;
  };
  const foundOf = (match: RegExpExecArray): Found => ({
    text: folded(match[0]),
    groups: match.slice(1).map((group) => folded(group ?? '')),
    locators: locate(match.index, match.index + match[0].length),
    index: match.index,
  });
  return {
    text,
    lines,
    locate,
    find(pattern, from = 0) {
      const sought = every(pattern);
      sought.lastIndex = from;
      const match = sought.exec(text);
      return match ? foundOf(match) : undefined;
    },
    findAll: (pattern) => everyMatch(text, every(pattern)).map(foundOf),
    offsetOf(line) {
      const index = lines.indexOf(line);
      return index < 0 ? undefined : starts[index];
    },
  };
}

const flows = new WeakMap<DocumentText, Flow>();

/** The running text of a whole document, without its furniture. Kept with the document. */
export function flowOfDocument(document: DocumentText): Flow {
  let flow = flows.get(document);
  if (!flow) {
    flow = flowOf(linesOfDocument(document));
    flows.set(document, flow);
  }
  return flow;
}
