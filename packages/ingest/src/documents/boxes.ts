import type { Box, TextLine } from './model.ts';

/** Parts of the type that stand above and below the base line. */
const above = 0.86;
const below = 0.26;

const round = (value: number): number => Math.round(value * 10) / 10;

/** How wide a character is beside others, in parts of the type: letters of one text face differ little from those of another. */
function widthOf(character: string): number {
  if (/[ijl.,;:'’!|()[\]ftr/-]/.test(character)) return 0.3;
  if (/[mwMW—@%]/.test(character)) return 0.85;
  if (/[A-Z]/.test(character)) return 0.67;
  return character === ' ' ? 0.28 : 0.54;
}

/** The widths that were looked up before: a document has few characters, each many times. */
const widths = new Map<string, number>();
const mostWidths = 500;

function widthOfText(text: string): number {
  let sum = 0;
  for (const character of text) {
    let width = widths.get(character);
    if (width === undefined) {
      width = widthOf(character);
      if (widths.size < mostWidths) widths.set(character, width);
    }
    sum += width;
  }
  return sum;
}

/**
 * Where characters `from` (inclusive) to `to` (exclusive) of a line stand, one box a cell. What is less than a cell is placed by the
 * widths that letters usually have, so a box may be off by part of a letter.
 */
export function boxesOf(line: TextLine, from = 0, to = line.text.length): readonly Box[] {
  const boxes: Box[] = [];
  let start = 0;
  for (const item of line.items) {
    const { text, x, y, width, height } = item;
    const first = Math.max(0, from - start);
    const last = Math.min(text.length, to - start);
    start += text.length + 1;
    if (last <= first) continue;
    const part = first > 0 || last < text.length;
    const whole = part ? widthOfText(text) : 1;
    const before = part ? (widthOfText(text.slice(0, first)) / whole) * width : 0;
    const over = part ? (widthOfText(text.slice(first, last)) / whole) * width : width;
    boxes.push({
      page: line.page,
      x: round(x + before),
      y: round(y - above * height),
      width: round(over),
      height: round((above + below) * height),
    });
  }
  return boxes;
}
