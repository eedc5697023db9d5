import { everyMatch } from '../every-match.ts';
import type { Flow, Found } from '../flow.ts';
import type { Locator } from '../model.ts';
import type { InspectorRead, Read } from '../reading.ts';

/** What follows a name and is no part of it. */
const styles =
  /(?:,|\s)\s*(?:(?:acting\s+)?(?:senior\s+|regional\s+|assistant\s+regional\s+)?(?:(?:her|his)\s+majesty[\u2019']?s?[\u2019']?\s+inspectors?|s?hmis?|[ao]i|associate\s+inspectors?|ofsted\s+inspectors?|social\s+care\s+regulatory\s+inspectors?|regulatory\s+inspection\s+managers?|inspection\s+managers?|additional\s+inspectors?|ofsted))\b.*$/i;

// one to five words, each with a capital or a particle
const namePattern =
  /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.?\s+)?(?=[\p{Lu}])[\p{L}][\p{L}\u2018\u2019'.-]*(?:\s+(?:(?:de|van|von|der|den|la|le|du|di|da|al|bin|O)\b[\u2018\u2019']?\s*)?(?:\p{Lu}|d[\u2018\u2019']|ap\b|mc\p{Lu})[\p{L}\u2018\u2019'.-]*){1,4}$/u;

/** Words of titles and remits, which look like names and are none. */
const noName =
  /\b(?:inspectors?|inspectorate|ofsted|majesty['\u2018\u2019]?s?|commission)(?=\s|$)|^(?:social\s+care|further\s+education.*|early\s+years.*)$/i;

/** How somebody is addressed, which is no part of a name. */
const courtesy = /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?)\b\.?\s+/;

/** A name as printed, without form of address and title of office; undefined where what is left is no name. */
export function nameIn(text: string): string | undefined {
  const name = text
    .replace(/\s+/g, ' ')
    // a name that was broken at its hyphen
    .replace(/(\p{L})- (?=\p{Lu})/u, '$1-')
    .trim()
    .replace(/(?<=\p{L})\u2018(?=\p{L})/gu, '\u2019')
    .replace(styles, '')
    .replace(/(?<![\s,;:.])[\s,;:.]+$/, '')
    .trim()
    .replace(courtesy, '');
  return namePattern.test(name) && !/\d/.test(name) && !noName.test(name) ? name : undefined;
}

/** The names of a list: "Ann Smith HMI; John Smith, Senior HMI and Mary Jones". */
export function namesIn(text: string): readonly string[] {
  const apart = text
    .replace(/\s+/g, ' ')
    .replace(
      /,?\s*\(?\b(?:senior\s+)?(?:(?:her|his)\s+majesty[\u2019']?s?[\u2019']?\s+inspectors?|s?hmis?|[AO]I|(?:associate|seconded|shadow|additional|contracted|ofsted)\s+inspectors?)(?:\)|(?=[\s,;.)]|$))/gi,
      ';',
    );
  return apart
    .split(/[;,]|\band\b|\n|\u2022/)
    .map((part) => nameIn(part))
    .filter((name) => name !== undefined);
}

const roleHeads =
  /(?:^|\n|\t|\.(?=[ ]))\s*(deputy\s+lead\s+inspectors?|lead\s+inspectors?|team\s+inspectors?|shadow\s+(?:lead\s+)?inspectors?|(?:senior\s+)?data\s+analysts?|quality\s+assurance\s+(?:managers?|inspectors?)|seconded\s+inspectors?|additional\s+inspectors?)\s*:/i;

/** The form of the front page before 2013: no colon, and the title of office on the same line. */
const leadWithoutColon =
  /(?:^|\n)[ ]*lead[ ]+inspector[ \t]+(\p{Lu}[^\n:]{2,60}?)(?:,|\s)\s*(?:S?HMI|(?:Her|His) Majesty[\u2019']?s Inspector)\b/iu;

function roleOf(head: string): InspectorRead['role'] {
  if (/^deputy/i.test(head)) return 'deputy';
  if (/^lead/i.test(head)) return 'lead';
  if (/^team/i.test(head)) return 'team';
  if (/data/i.test(head)) return 'data_analyst';
  if (/^quality/i.test(head)) return 'quality_assurance';
  return 'other';
}

const office =
  /\(?\b(?:acting\s+)?(?:senior\s+)?(?:(?:her|his)\s+majesty[\u2019']?s?[\u2019']?\s+inspectors?|s?hmis?\b|[ao]i\b|associate\s+inspectors?|(?:seconded|shadow|additional|contracted|ofsted)\s+inspectors?|social\s+care\s+regulatory\s+inspectors?|ofsted)\)?/gi;
const namePart =
  /^\p{Lu}[\p{L}\u2019'.-]*(?:\s+(?:\p{Lu}|d[\u2019']|de\b|van\b|von\b|der\b|la\b)[\p{L}\u2019'.-]*){0,4}$/u;

/** True for a line of names and nothing else; a name may be broken at its end. */
function isNameLine(line: string): boolean {
  const parts = line
    .replace(office, ';')
    // a title in brackets that goes on below, or ends here
    .replace(/\([\p{L} ]*$|^[\p{L} ]*\)/gu, ';')
    .split(/[;,]|\band\b/)
    .map((part) => part.replace(/[.\s]+$/, '').trim())
    .filter((part) => part !== '');
  return parts.length > 0 ? parts.every((part) => namePart.test(part)) : line.trim() !== '';
}

/** The names that follow a head such as "Team inspectors:", over as many lines as are names, up to the next head. */
function entryOf(
  flow: Flow,
  head: Found,
  next: number,
): { readonly text: string; readonly from: number } {
  const from = flow.text.indexOf(':', head.index) + 1;
  const lines = flow.text.slice(from, Math.min(next, from + 900)).split('\n');
  const [first = '', ...more] = lines;
  const end = more.findIndex((line) => !isNameLine(line));
  const taken = end < 0 ? more : more.slice(0, end);
  return { text: [first, ...taken].join('\n'), from };
}

/**
 * The lead inspector and the team as listed, each with the role of the head above. Several names under "Lead inspectors" are all
 * leads.
 */
export function readInspectors(flow: Flow): readonly Read<InspectorRead>[] {
  const heads = flow.findAll(roleHeads);
  const read: Read<InspectorRead>[] = [];
  const front = heads.some(({ groups }) => roleOf(groups[0] ?? '') === 'lead')
    ? undefined
    : flow.find(leadWithoutColon);
  const lead = nameIn(front?.groups[0] ?? '');
  if (front && lead) {
    read.push({
      value: { name: lead, role: 'lead' },
      locators: front.locators,
      confidence: 'high',
    });
  }
  heads.forEach((head, index) => {
    const next = heads[index + 1]?.index ?? flow.text.length;
    const role = roleOf(head.groups[0] ?? '');
    const { text, from } = entryOf(flow, head, next);
    // the lead stands alone on a line, with the title of office behind or on the next
    const names = role === 'lead' ? leadNames(text) : namesIn(text);
    for (const name of names) {
      if (read.some(({ value }) => value.name === name)) continue;
      const at = flow.text.slice(from).replace(/\s/g, ' ').indexOf(name);
      const locators = at < 0 ? head.locators : flow.locate(from + at, from + at + name.length);
      // a comma left out makes two names look like one long one
      const confidence = name.split(' ').length > 3 ? 'medium' : 'high';
      read.push({ value: { name, role }, locators, confidence });
    }
  });
  return read;
}

/** Two words or three as a name has them. */
const nameLike =
  /(?<![\p{L}\u2019'-])\p{Lu}\p{Ll}[\p{L}\u2019'-]*(?:[ ]\p{Lu}[\p{L}\u2019'-]+){1,2}/gu;

/** Names on the line of a lead inspector that were not read: behind another head, or run into words. */
export function namesBeside(
  flow: Flow,
  read: readonly Read<InspectorRead>[],
): readonly { readonly printed: string; readonly locators: readonly Locator[] }[] {
  return flow.findAll(roleHeads).flatMap((head) => {
    if (roleOf(head.groups[0] ?? '') !== 'lead') return [];
    const from = flow.text.indexOf(':', head.index) + 1;
    const [line = ''] = flow.text.slice(from).split('\n');
    const rest = read
      .reduce(
        (text, { value }) => text.replace(value.name, (name) => ' '.repeat(name.length)),
        line,
      )
      .replace(office, (title) => ' '.repeat(title.length));
    return everyMatch(rest, nameLike).flatMap(({ 0: printed, index }) =>
      nameIn(printed) === undefined
        ? []
        : [{ printed, locators: flow.locate(from + index, from + index + printed.length) }],
    );
  });
}

function leadNames(text: string): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first = '', second = ''] = lines;
  // "Ann Smith, His Majesty's Inspector, and John Smith," goes on below
  const together = /(?:,|\band)$/.test(first) ? `${first} ${second}` : first;
  return namesIn(together);
}
