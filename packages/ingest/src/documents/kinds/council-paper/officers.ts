import { rolesOfAddressee, statusOfTitle } from '../../../tables/leadership.ts';
import { nameIn } from '../../fields/people.ts';
import type { ExtractContext } from '../../kind.ts';
import { type DocumentText, type Locator, linesOfDocument, locatorOf } from '../../model.ts';
import type { FactRead, InspectorRead, Read } from '../../reading.ts';
import { type Meeting, plainLine } from './meeting.ts';

const councillor = /^(?:councillor|cllr)\.?\s+/i;

interface Holder {
  readonly name: string;
  readonly title: string;
  readonly locators: readonly Locator[];
}

/** "Name, title" behind a label such as "Senior Officer:". */
function labelled(
  text: string,
  label: RegExp,
): { readonly name: string; readonly title: string } | undefined {
  const said = label.exec(text)?.[1];
  if (!said) return undefined;
  const comma = said.indexOf(',');
  const name = nameIn((comma < 0 ? said : said.slice(0, comma)).replace(councillor, ''));
  const title = comma < 0 ? '' : said.slice(comma + 1).trim();
  return name ? { name, title } : undefined;
}

const initialled =
  /(?:^|,\s*)(?:councillors?\s+|cllrs?\.?\s+)?([A-Z](?:\.|\s)\s*[A-Z][\p{L}'\u2019-]+)\s*\(((?:vice-?\s*)?chair(?:man|woman|person)?)\)/giu;

function holdersOf(document: DocumentText, meeting: Meeting | undefined): readonly Holder[] {
  const found: Holder[] = [];
  const lines = linesOfDocument(document);
  for (const [index, line] of lines.entries()) {
    const text = plainLine(line);
    const locators = [locatorOf(line)];
    const member = labelled(
      text,
      /^(?:portfolio\s+holder|cabinet\s+member|lead\s+member)\s*:\s*(.+)$/i,
    );
    if (member) found.push({ ...member, title: member.title || 'Portfolio holder', locators });
    const officer = labelled(text, /^(?:senior|lead|chief|strategic)\s+officer\s*:\s*(.+)$/i);
    if (officer?.title) found.push({ ...officer, locators });
    const contact = nameIn(/^name\s+of\s+contact\s+officer\s*:\s*(.+)$/i.exec(text)?.[1] ?? '');
    const next = lines[index + 1];
    const post = next && /^post\s+title\s*:\s*(.+)$/i.exec(plainLine(next))?.[1];
    if (contact && next && post) {
      found.push({ name: contact, title: post, locators: [...locators, locatorOf(next)] });
    }
    if (!/^membership\s*:/i.test(text)) continue;
    const listed = text.replace(/^membership\s*:\s*/i, '');
    for (const [, name = '', chair = ''] of listed.matchAll(initialled)) {
      const title = `${chair} of ${meeting?.body ?? 'the meeting'}`;
      found.push({ name: name.replace(/\s+/g, ' '), title, locators });
    }
  }
  return found;
}

/** How long somebody holds a post is told by its status; the post is the same. */
const statusWords = /^(?:interim|acting)\s+(?=\S)/i;

/**
 * People in public office as the head of a paper names them: seen in that post on the day of the meeting, and on no other. What an officer
 * is to children's services is taken from the title alone.
 */
export function readOfficers(
  document: DocumentText,
  meeting: Meeting | undefined,
  publisher: string,
  context: ExtractContext,
): readonly Read<FactRead>[] {
  if (!meeting) return [];
  const seen = new Set<string>();
  return holdersOf(document, meeting).flatMap(({ name, title, locators }): Read<FactRead>[] => {
    const member =
      /portfolio\s+holder|cabinet\s+member|lead\s+member/i.test(title) && /child/i.test(title);
    const { role } = member ? { role: 'lead_member' as const } : rolesOfAddressee(title);
    const key = `${name}\t${role}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const status = statusOfTitle(title);
    const data = {
      role,
      title: (status ? title.replace(statusWords, '') : title).slice(0, 300),
      person: context.person(name),
      organisation: publisher,
      ...(status ? { status } : {}),
    };
    const occurred = { precision: 'day', from: meeting.day.value } as const;
    return [
      {
        value: { type: 'LeadershipObserved', occurred, data },
        locators,
        confidence: 'medium',
        rules: ['paper head: who holds office'],
      },
    ];
  });
}

function inspectorRole(title: string): InspectorRead['role'] {
  if (/\bdeputy\b/i.test(title)) return 'deputy';
  if (/\blead\b/i.test(title)) return 'lead';
  if (/quality\s+assurance|\bQA\b/i.test(title)) return 'quality_assurance';
  if (/data\s+analyst/i.test(title)) return 'data_analyst';
  return /designate|shadow/i.test(title) ? 'other' : 'team';
}

/** The team as a paper lists it: a name and, behind a dash, that he or she is an inspector. */
export function readToldInspectors(document: DocumentText): readonly Read<InspectorRead>[] {
  const found: Read<InspectorRead>[] = [];
  for (const line of linesOfDocument(document)) {
    const text = plainLine(line).replace(/^[-\u2022\u25a0]\s*/, '');
    const dash = text.search(/\s?[\u2013-]\s/);
    const title = text.slice(dash + 1).replace(/^[\s\u2013-]+/, '');
    const name = dash > 0 && text.length < 120 ? nameIn(text.slice(0, dash)) : undefined;
    if (!name || !/\b(?:inspector|data\s+analyst)\b/i.test(title)) continue;
    found.push({
      value: { name, role: inspectorRole(title) },
      locators: [locatorOf(line)],
      confidence: 'medium',
    });
  }
  return found;
}
