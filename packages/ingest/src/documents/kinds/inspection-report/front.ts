import { type DocumentText, linesOfDocument, type TextLine } from '../../model.ts';
import { sectionOf } from '../../statements.ts';

/** Headings that end the front of a report: what follows is its contents, its findings or what it asks for. */
const frontEnd =
  /^(?:contents|(?:executive\s+)?summary(?:\s+of\s+key\s+findings)?|(?:main|key|inspection)\s+findings|section\s+\d\b.*|recommendations?|areas?\s+for\s+(?:priority\s+action|improvement)|what\s+(?:needs?|does)\b.{0,60}\bimprove\b.{0,20}|information\s+about\b.{0,60}|the\s+local\s+authority|inspection\s+judgements?\b.{0,60})\s*[:?]?\d?$/i;

/** The front of a paged document has no more pages, and of a text without pages no more lines. */
const frontPages = 2;
const mostFrontLines = 120;

/** The longest list of grades under a heading of an inspection before. */
const mostOfPrevious = 40;

/** What begins an account of an inspection before, in a sentence of its own. */
const previousSentence =
  /^(?:[\u2022\u25a0\u25cf\u25fc-]\s*)?(?:the\s+)?(?:local\s+authority\S*\s+)?(?:last|previous)\s+(?:\w+\s+){0,3}?inspections?\b/i;

/** The lines of a document without what it says of the inspection before: from such a heading, or sentence, to the next heading. */
function withoutPrevious(lines: readonly TextLine[]): readonly TextLine[] {
  let under = 0;
  return lines.filter((line) => {
    const text = line.text.trim();
    const section = sectionOf(text);
    if (section === 'previous_inspections' || previousSentence.test(text)) under = mostOfPrevious;
    else if (section !== undefined) under = 0;
    else under = Math.max(0, under - 1);
    return under === 0;
  });
}

/**
 * The front of a report: the first pages, or where a text has none, what stands before the first heading of its body. Nothing that is said
 * of an earlier inspection is part of it.
 */
export function frontOf(document: DocumentText): readonly TextLine[] {
  const lines = linesOfDocument(document);
  if (document.paged) return withoutPrevious(lines.filter(({ page }) => page <= frontPages));
  const end = lines.findIndex(({ text }, index) => index > 3 && frontEnd.test(text.trim()));
  return withoutPrevious(lines.slice(0, end < 0 ? mostFrontLines : Math.min(end, mostFrontLines)));
}

/** Everything in a report but what it says of the inspection before. */
export function ownLinesOf(document: DocumentText): readonly TextLine[] {
  return withoutPrevious(linesOfDocument(document));
}
