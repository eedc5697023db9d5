/** A number in [0, 1). */
export type Random = () => number;

export type Mutation = (bytes: Buffer, random: Random) => Buffer;

const upTo = (random: Random, most: number): number => Math.floor(random() * most);

/** A place to begin and a place to end, at most `most` apart. */
function spanIn(length: number, random: Random, most = 400): readonly [number, number] {
  const from = upTo(random, length);
  return [from, Math.min(length, from + 1 + upTo(random, most))];
}

function inserted(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function noise(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => upTo(random, 256)));
}

/** What is done to the bytes of any file. */
export const byteMutations: Readonly<Record<string, Mutation>> = {
  'bytes flipped'(bytes, random) {
    const flipped = Buffer.from(bytes);
    for (let left = 1 + upTo(random, 30); left > 0; left -= 1) {
      const at = upTo(random, flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << upTo(random, 8));
    }
    return flipped;
  },
  'cut short': (bytes, random) => bytes.subarray(0, upTo(random, bytes.length)),
  'a piece cut out'(bytes, random) {
    const [from, to] = spanIn(bytes.length, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a piece doubled'(bytes, random) {
    const [from, to] = spanIn(bytes.length, random, 4000);
    return inserted(bytes, to, bytes.subarray(from, to));
  },
  'two pieces swapped'(bytes, random) {
    const [a, b, c] = [0, 1, 2].map(() => upTo(random, bytes.length)).sort((x, y) => x - y);
    return Buffer.concat([
      bytes.subarray(0, a),
      bytes.subarray(b, c),
      bytes.subarray(a, b),
      bytes.subarray(c),
    ]);
  },
  'noise inserted': (bytes, random) =>
    inserted(bytes, upTo(random, bytes.length), noise(1 + upTo(random, 200), random)),
  'zeros written over'(bytes, random) {
    const [from, to] = spanIn(bytes.length, random);
    return Buffer.from(bytes).fill(0, from, to);
  },
  'head damaged'(bytes, random) {
    const damaged = Buffer.from(bytes);
    noise(1 + upTo(random, 16), random).copy(damaged, upTo(random, 8));
    return damaged;
  },
  'nothing left': () => Buffer.alloc(0),
};

function ofText(change: (text: string, random: Random) => string): Mutation {
  return (bytes, random) => Buffer.from(change(bytes.toString('utf8'), random), 'utf8');
}

function ofLines(change: (lines: string[], random: Random) => readonly string[]): Mutation {
  return ofText((text, random) => change(text.split('\n'), random).join('\n'));
}

function oneOf<T>(values: readonly T[], random: Random): T {
  return values[upTo(random, values.length)] as T;
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => [random(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}

const oddDates = [
  '31 February 2019',
  '0 May 2020',
  '2024-13-45',
  '29/02/2023',
  '1 January 1066',
  '9999-12-31',
  '3 May to 1 April 2022',
  'May',
];
const oddNumbers = ['0', '-1', '99999999999999999999', '1e308', 'NaN', '00', '\u0665', '3.5.7'];
const oddPieces = [
  '"',
  '\u0000',
  '\ufeff',
  '\u202e',
  '\ud800',
  '{"a":',
  '[['.repeat(500),
  '<div>'.repeat(500),
  ',;\t|'.repeat(100),
  'a'.repeat(20_000),
  ' \n\t'.repeat(2000),
  '=cmd()',
  '__proto__',
  '&#x110000;',
];
const date = /\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d{2}-\d{2}/g;

/** What is done to the text of a file: letters, tables, lines of JSON, pages of HTML. */
export const textMutations: Readonly<Record<string, Mutation>> = {
  'lines shuffled': ofLines((lines, random) => shuffled(lines, random)),
  'lines left out': ofLines((lines, random) => lines.filter(() => random() > 0.2)),
  'lines doubled': ofLines((lines, random) =>
    lines.flatMap((line) => (random() < 0.2 ? [line, line] : [line])),
  ),
  'pages swapped': ofLines((lines, random) => {
    const at = upTo(random, lines.length);
    return [...lines.slice(at), ...lines.slice(0, at)];
  }),
  'lines joined': ofText((text, random) =>
    text.replace(/\n/g, (end) => (random() < 0.3 ? ' ' : end)),
  ),
  'words shuffled': ofText((text, random) => shuffled(text.split(' '), random).join(' ')),
  'dates replaced': ofText((text, random) =>
    text.replace(date, (was) => (random() < 0.5 ? oneOf(oddDates, random) : was)),
  ),
  'numbers replaced': ofText((text, random) =>
    text.replace(/\d+/g, (was) => (random() < 0.2 ? oneOf(oddNumbers, random) : was)),
  ),
  'an odd piece put in': ofText((text, random) => {
    const at = upTo(random, text.length);
    return text.slice(0, at) + oneOf(oddPieces, random) + text.slice(at);
  }),
  'in Latin-1': (bytes) => Buffer.from(`${bytes.toString('utf8')}\u00e9\u00a3`, 'latin1'),
  'in UTF-16': (bytes) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]),
  'in big-endian UTF-16': (bytes) =>
    Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(bytes.toString('utf8'), 'utf16le'),
    ]).swap16(),
  'with a byte order mark': ofText((text) => `\ufeff${text}`),
  'with other line ends': ofText((text, random) =>
    text.replace(/\n/g, oneOf(['\r', '\r\n', '\f', '\u2028'], random)),
  ),
};

/** What is done to the objects of a PDF, which are text between its streams. */
export const pdfMutations: Readonly<Record<string, Mutation>> = {
  'references changed': ofObjects((text, random) =>
    text.replace(/\b\d+ 0 R\b/g, (was) => (random() < 0.15 ? `${upTo(random, 30)} 0 R` : was)),
  ),
  'numbers of objects changed': ofObjects((text, random) =>
    text.replace(/\b\d+ 0 obj\b/g, (was) => (random() < 0.15 ? `${upTo(random, 30)} 0 obj` : was)),
  ),
  'lengths changed': ofObjects((text, random) =>
    text.replace(/\/(?:Length|Count|Size)\s+\d+/g, (was) =>
      random() < 0.5
        ? was.replace(/\d+/, oneOf(['-1', '0', '2147483648', '1000000', '1e30'], random))
        : was,
    ),
  ),
  'names changed': ofObjects((text, random) => {
    const names = text.match(/\/[A-Z][A-Za-z0-9]+/g) ?? ['/Pages'];
    return text.replace(/\/[A-Z][A-Za-z0-9]+/g, (was) =>
      random() < 0.03 ? oneOf(names, random) : was,
    );
  }),
  'brackets changed': ofObjects((text, random) =>
    text.replace(/<<|>>|\[|\]/g, (was) =>
      random() < 0.03 ? oneOf(['<<', '>>', '[', ']', ''], random) : was,
    ),
  ),
};

function ofObjects(change: (text: string, random: Random) => string): Mutation {
  return (bytes, random) => Buffer.from(change(bytes.toString('latin1'), random), 'latin1');
}
