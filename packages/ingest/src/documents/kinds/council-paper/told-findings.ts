import { topicOf } from '../../fields/topics.ts';
import { type DocumentText, linesOfDocument, locatorOf, type TextLine } from '../../model.ts';
import type { FindingRead, Read } from '../../reading.ts';
import { plainLine } from './meeting.ts';

function finding(
  kind: FindingRead['kind'],
  lines: readonly TextLine[],
  number?: number,
): Read<FindingRead> {
  const text = lines.map(plainLine).join(' ');
  const { topic, theme } = topicOf(text.replace(/^[-\s]*\(\d+\)\s*/, ''));
  return {
    value: { kind, ...(number ? { number } : {}), topic, ...(theme ? { theme } : {}) },
    locators: lines.map(locatorOf),
    confidence: 'medium',
  };
}

const bracketed = /^(?:[-\u2022]\s*)?\((\d{1,2})\)\s+\S/;

/** Recommendations numbered in brackets, following each other from one on. */
function numbered(lines: readonly TextLine[]): readonly Read<FindingRead>[] {
  const found: Read<FindingRead>[] = [];
  for (const line of lines) {
    const number = Number(bracketed.exec(plainLine(line))?.[1]);
    if (number === found.length + 1) found.push(finding('recommendation', [line], number));
  }
  return found.length > 1 ? found : [];
}

const clause = /^(?:[-\u2022]\s*)?\d{1,2}(?:\.\d{1,2}){1,3}\.?\s/;

/** What needs to improve as headings within the part of a paper that is about it, each above what the council does. */
function headed(lines: readonly TextLine[]): readonly Read<FindingRead>[] {
  const from = lines.findIndex((line) =>
    /^(?:[\d.]+\s+)?(?:areas?\s+(?:for|of)\s+(?:improvement|development)|what\s+needs\s+to\s+improve)\s*:?$/i.test(
      plainLine(line),
    ),
  );
  if (from < 0) return [];
  const found: Read<FindingRead>[] = [];
  for (let at = from + 1; at < lines.length - 1; at += 1) {
    const [line, next] = [lines[at], lines[at + 1]];
    if (!line || !next) break;
    const text = plainLine(line);
    if (/^\d{1,2}\.\s+[A-Z]/.test(text)) break;
    const heading = /^[A-Z]/.test(text) && !/[.:;]$/.test(text) && text.length < 250;
    if (heading && clause.test(plainLine(next))) found.push(finding('improvement_point', [line]));
  }
  return found;
}

const practice = /\b(?:best|good|innovative)\s+practice\b.{0,60}:$/i;

/** Good practice that a paper lists under a line that says so. */
function goodPractice(lines: readonly TextLine[]): readonly Read<FindingRead>[] {
  const from = lines.findIndex((line) => practice.test(plainLine(line)));
  const found: Read<FindingRead>[] = [];
  for (const line of from < 0 ? [] : lines.slice(from + 1)) {
    if (!/^[-\u2022\u25a0]\s/.test(plainLine(line))) break;
    found.push(finding('good_practice', [line]));
  }
  return found;
}

/** Findings of the inspection as a paper restates them: number, a topic of ours, and the place. */
export function readToldFindings(document: DocumentText): readonly Read<FindingRead>[] {
  const lines = linesOfDocument(document);
  const recommendations = numbered(lines);
  return [
    ...(recommendations.length > 0 ? recommendations : headed(lines)),
    ...goodPractice(lines),
  ];
}
