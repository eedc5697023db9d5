/**
 * Characters that mean another in every text that holds them: typographic ligatures, blanks of odd widths, soft hyphens and marks
 * of no width. Nothing else is touched, so the text stays that of the document.
 */
const meant: Readonly<Record<string, string>> = {
  '\ufb00': 'ff',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
  '\ufb03': 'ffi',
  '\ufb04': 'ffl',
  '\ufb05': 'st',
  '\ufb06': 'st',
  '\u2010': '-',
  '\u2011': '-',
  '\u00ad': '',
  '\u2028': ' ',
  '\u2029': ' ',
};

/** Letters of no English text, which fonts with a wrong table give in place of a ligature of "t" and its neighbours. */
const wrongTable: Readonly<Record<string, string>> = {
  '\u019f': 'ti',
  '\u01a9': 'tt',
  '\u014c': 'ft',
};

/** Blanks but the plain one, breaks, marks of no width and control characters, but not a tab, which parts cells. */
const odd =
  /[\ufb00-\ufb06\u2010\u2011\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\p{Zl}\p{Zp}\p{Cf}\p{Cc}]/gu;
/** Whatever may mean another: one cheap look that settles most runs, those with quotes, dashes and accents among them. */
const mayMeanAnother =
  /[^\x20-\x7e\xa1-\xac\xae-\u017f\u2012-\u2027\u2030-\u205e\u20a0-\u22ff\u25a0-\u25ff]|\u014c/;
// a wrong-table letter is proven by standing inside a word of plain letters
const wrong = /(?<=[a-z])[\u019f\u01a9\u014c]|[\u019f\u01a9\u014c](?=[a-z])/g;

function plainOf(character: string): string {
  if (character === '\t') return character;
  return meant[character] ?? (/\p{Zs}/u.test(character) ? ' ' : '');
}

// one or two such code points are the mark of a list in a symbol font; more are a text that cannot be read
const symbol = /(?<![\uf020-\uf0ff])[\uf020-\uf0ff]{1,2}(?![\uf020-\uf0ff])/g;
const dashes = new Set(['\uf02d', '\uf0be']);

/** A text with those characters as what they mean. */
export function plainCharacters(text: string): string {
  if (!mayMeanAnother.test(text)) return text;
  return text
    .replace(symbol, (mark) => (dashes.has(mark[0] ?? '') ? '\u2013' : '\u2022'))
    .replace(odd, plainOf)
    .replace(wrong, (letter) => wrongTable[letter] ?? letter);
}

/** Characters that no English document means: private use, replacement marks, and letters of other scripts. */
const unmeant =
  /[\ue000-\uf8ff\ufffd\u0180-\u024f\u0370-\u1dff\u2c00-\ua7ff\u0100-\u0130\u0132-\u014b\u014d-\u017f]/g;

/** How many characters of a text cannot be what the document means. */
export function unmeantCharacters(text: string): number {
  return text.match(unmeant)?.length ?? 0;
}
