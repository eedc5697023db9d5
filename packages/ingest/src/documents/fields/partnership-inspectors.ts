import { everyMatch } from '../every-match.ts';
import { flowOfDocument } from '../flow.ts';
import type { DocumentText } from '../model.ts';
import type { InspectorRead, Read } from '../reading.ts';
import { nameIn } from './people.ts';

const team = /(?:^|\n)\s*inspection\s+team\s*\n/i;
const teamEnd = /\n\s*(?:if\s+you\s+are|the\s+office\s+for\s+standards|\u00a9)/i;

// a name, a comma or none, and the body or title of office that follows it
const member =
  /((?<!\p{L})(?!(?:Ofsted|Care[ ]Quality|Quality|Commission|Inspection|CQC)\b)(?:\p{Lu}[\p{L}\u2019'-]+)(?:[ ](?:de|van|von|der)\b)*(?:[ ]\p{Lu}[\p{L}\u2019'-]+){1,3}?),?[ ]+((?:(?:senior|lead)[ ]+)*(?:ofsted|hmis?|cqc|h(?:is|er)[ ]+majesty)\b[^\n\t]*?)(?=[ ]\p{Lu}[\p{L}\u2019'-]+[ ]\p{Lu}[\p{L}\u2019'-]+,[ ]|\n|\t|$)/giu;

/** Ofsted's part of the team that inspected a partnership; the commission's inspectors stand beside them and are left out. */
export function readPartnershipInspectors(document: DocumentText): readonly Read<InspectorRead>[] {
  const flow = flowOfDocument(document);
  const heading = flow.find(team);
  if (!heading) return [];
  const rest = flow.text.slice(heading.index, heading.index + 1800);
  const section = rest.slice(0, teamEnd.exec(rest)?.index ?? rest.length);
  const read: Read<InspectorRead>[] = [];
  for (const match of everyMatch(section, member)) {
    const [, printed = '', office = ''] = match;
    const name = nameIn(printed);
    if (!name || /^cqc\b/i.test(office) || /\b(?:ofsted|commission|lead|quality)\b/i.test(name))
      continue;
    const role = /\blead\b/i.test(office) ? 'lead' : 'team';
    const from = heading.index + match.index;
    read.push({
      value: { name, role },
      locators: flow.locate(from, from + printed.length),
      confidence: 'high',
    });
  }
  return read;
}
