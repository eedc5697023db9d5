import type { DocumentText, Locator } from '../model.ts';
import type { FindingRead, Read } from '../reading.ts';
import { type FindingSection, readFindings } from './findings.ts';

const priority: FindingSection = {
  heading: /^areas?(?:\(s\))?\s+for\s+priority\s+action\s*:?$/i,
  kind: 'priority_action',
};
const improvement: FindingSection = {
  heading: /^(?:what\s+needs\s+to\s+improve\b.{0,60}|areas?\s+for\s+improvement)\s*[?:]*$/i,
  kind: 'improvement_point',
};

/** A long letter has such a list for each of its parts; no letter has more. */
const mostLists = 30;

/** The document after a place. */
function after(document: DocumentText, { page, line }: Locator): DocumentText {
  const pages = document.pages
    .filter(({ number }) => number >= page)
    .map((one) =>
      one.number === page
        ? { ...one, lines: one.lines.filter(({ number }) => number > line) }
        : one,
    );
  return { ...document, pages };
}

function everyList(document: DocumentText, section: FindingSection): readonly Read<FindingRead>[] {
  const all: Read<FindingRead>[] = [];
  let rest = document;
  for (let lists = 0; lists < mostLists; lists += 1) {
    const found = readFindings(rest, [[section]]);
    const last = found.at(-1)?.locators.at(-1);
    if (!last) break;
    all.push(...found);
    rest = after(rest, last);
  }
  return all;
}

/** Findings of a letter: areas for priority action where it raises any, then what needs to improve. Topic and place, no sentence. */
export function readLetterFindings(
  document: DocumentText,
  raisesPriorityAction: boolean,
): readonly Read<FindingRead>[] {
  const actions = raisesPriorityAction ? everyList(document, priority) : [];
  return [...actions, ...everyList(document, improvement)];
}
