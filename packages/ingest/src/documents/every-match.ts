/**
 * All matches of a pattern with the flag `g`, first to last, found by the pattern itself: `matchAll` takes a copy of it for each text, and
 * to compile that anew costs more than most searches.
 * @throws TypeError for a pattern that does not search on
 */
export function everyMatch(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  if (!pattern.global) throw new TypeError(`The pattern ${pattern} has no flag g.`);
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += widthAt(text, pattern);
  }
  return found;
}

/** By how much a search goes on behind an empty match: a character of two units is not parted. */
function widthAt(text: string, { lastIndex, unicode }: RegExp): number {
  return unicode && (text.codePointAt(lastIndex) ?? 0) > 0xffff ? 2 : 1;
}
