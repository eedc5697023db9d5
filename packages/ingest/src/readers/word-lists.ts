import type { ReadLimits } from './limits.ts';
import { type LevelFormat, ListCounter } from './list-marks.ts';
import { type Attributes, readXml } from './xml.ts';

/** Number formats of Word, as OpenDocument names them. */
const digitsOf: Readonly<Record<string, string>> = {
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
};

/** Which list a paragraph is a point of, and at which level. */
export interface WordPoint {
  readonly list: string | undefined;
  readonly level: string | undefined;
}

interface Level {
  format?: string;
  pattern?: string;
  start?: number;
}

/** Deepest level of a list that Word knows. */
const lastLevel = 8;

/** The lists of a Word document: what its part on numbering and its styles say, and how far each list has counted. */
export class WordLists {
  readonly #abstract = new Map<string, Map<number, Level>>();
  readonly #lists = new Map<string, string>();
  readonly #styles = new Map<string, WordPoint>();
  readonly #counters = new Map<string, ListCounter>();

  readNumbering(xml: string, limits: ReadLimits): void {
    let abstract = '';
    let list = '';
    let level: Level = {};
    const value = (attributes: Attributes): string => attributes['w:val'] ?? '';
    readXml(xml, 'document', limits, {
      open: (name, attributes) => {
        switch (name) {
          case 'w:abstractNum':
            abstract = attributes['w:abstractNumId'] ?? '';
            this.#abstract.set(abstract, new Map());
            break;
          case 'w:lvl':
            level = {};
            this.#abstract.get(abstract)?.set(Number(attributes['w:ilvl']), level);
            break;
          case 'w:numFmt':
            level.format = value(attributes);
            break;
          case 'w:lvlText':
            level.pattern = value(attributes);
            break;
          case 'w:start':
            level.start = Number(value(attributes));
            break;
          case 'w:num':
            list = attributes['w:numId'] ?? '';
            abstract = '';
            break;
          case 'w:abstractNumId':
            this.#lists.set(list, value(attributes));
            break;
        }
      },
      text: () => undefined,
      close: () => undefined,
    });
  }

  readStyles(xml: string, limits: ReadLimits): void {
    let style = '';
    let point: { list?: string; level?: string } = {};
    const based = new Map<string, string>();
    readXml(xml, 'document', limits, {
      open: (name, attributes) => {
        const value = attributes['w:val'] ?? '';
        if (name === 'w:style') {
          style = attributes['w:styleId'] ?? '';
          point = {};
        } else if (name === 'w:numId') point.list = value;
        else if (name === 'w:ilvl') point.level = value;
        else if (name === 'w:basedOn') based.set(style, value);
      },
      text: () => undefined,
      close: (name) => {
        if (name !== 'w:style') return;
        const { list, level } = point;
        if (list !== undefined) this.#styles.set(style, { list, level });
      },
    });
    for (const [own, of] of based) {
      const inherited = this.#styles.get(of);
      if (inherited && !this.#styles.has(own)) this.#styles.set(own, inherited);
    }
  }

  /** The mark of the next point; empty for a paragraph that is none. */
  markOf(point: WordPoint, style: string | undefined): string {
    const ofStyle = style === undefined ? undefined : this.#styles.get(style);
    const list = point.list ?? ofStyle?.list;
    const level = Number(point.level ?? ofStyle?.level ?? 0);
    // a list of the number 0 is none
    if (list === undefined || list === '0' || !(level >= 0 && level <= lastLevel)) return '';
    // lists that share a definition go on counting
    const abstract = this.#lists.get(list) ?? list;
    const counter = this.#counters.get(list) ?? new ListCounter();
    this.#counters.set(list, counter);
    return counter.next(level, (at) => formatOf(this.#abstract.get(abstract)?.get(at)));
  }
}

function formatOf(level: Level | undefined): LevelFormat | undefined {
  if (!level) return undefined;
  const { format = 'decimal', pattern, start } = level;
  const kind = format === 'bullet' || format === 'none' ? format : 'number';
  return { kind, digits: digitsOf[format], pattern, start };
}
