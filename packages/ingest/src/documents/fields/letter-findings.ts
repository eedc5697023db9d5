import type { DocumentText } from '../model.ts';
import type { FindingRead, Read } from '../reading.ts';
import { documentAfter, type FindingSection, readFindings } from './findings.ts';

const priority: FindingSection = {
  heading: /^areas?(?:\(s\))?\s+for\s+priority\s+actions?\s*:?$/i,
  kind: 'priority_action',
};
const improvement: FindingSection = {
  heading: /^(?:what\s+needs\s+to\s+improve\b.{0,60}|areas?\s+for\s+improvement)\s*[?:]*$/i,
  kind: 'improvement_point',
};

/** A long letter has such a list for each of its parts; no letter has more. */
const mostLists = 30;

function everyList(document: DocumentText, section: FindingSection): readonly Read<FindingRead>[] {
  const all: Read<FindingRead>[] = [];
  let rest = document;
  for (let lists = 0; lists < mostLists; lists += 1) {
    const found = readFindings(rest, [[section]]);
    const last = found.at(-1)?.locators.at(-1);
    if (!last) break;
    all.push(...found);
    rest = documentAfter(rest, last);
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
