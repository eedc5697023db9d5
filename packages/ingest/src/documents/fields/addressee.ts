import { rolesOfAddressee } from '../../tables/leadership.ts';
import { locatorOf, type TextLine } from '../model.ts';
import type { AddresseeRead, Read } from '../reading.ts';
import type { Letter } from './letter.ts';
import { office } from './offices.ts';
import { nameIn } from './people.ts';

/** A line of an address, not of a title. */
const place =
  /\d|\b(?:council|borough|house|hall|street|road|square|place|lane|avenue|centre|offices?|county\s+hall|directorate)\b/i;

/** The name in the salutation, by which the name in the address is told: "Dear Ms Hodges" or "Dear Sally". */
function agrees(name: string, salutation: string | undefined): boolean {
  const called = (salutation ?? '')
    .replace(/^dear\s+/i, '')
    .replace(/\b(?:mr|mrs|ms|miss|dr|sir|dame|professor|cllr|councillor)\b\.?/gi, '')
    .replace(/[,:]/g, ' ')
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 1);
  const parts = name.toLowerCase().split(/\s+/);
  return called.some((word) => parts.some((part) => part.startsWith(word) || part.endsWith(word)));
}

interface Entry {
  readonly name: string | undefined;
  readonly title: string | undefined;
  readonly lines: readonly TextLine[];
  /** True where another person is addressed with it, and the title under the names may be of either. */
  readonly joined?: boolean;
}

/** The name on a line, and a second that is joined to it: "Ms Ada Quill and Mr Bo Tern". */
function namesJoined(text: string): readonly (string | undefined)[] {
  const parts = text.split(/\s+(?:and|&)\s+/i).map((part) => nameIn(part));
  return parts.length > 1 && parts.every((part) => part !== undefined) ? parts : [nameIn(text)];
}

/** A title without the council that stands behind it on the same line, or what another column has printed into it. */
function titleAlone(title: string): string {
  const own = title.replace(/\)(?=\p{Lu}).*$/u, ')');
  const council =
    /^(.*\b(?:services?|people|skills|education|families|learning|directors?))\s+.{2,50}\bcouncil$/i;
  return (council.exec(own)?.[1] ?? own).replace(/(?<![\s,;])[\s,;]+$/, '').trim();
}

/** A block of address: name, title over one line or two, then the place. */
function entryOfBlock(lines: readonly TextLine[]): Entry | undefined {
  const [first] = lines;
  if (!first) return undefined;
  const at = first.text.search(/,\s*(?=\p{L})/u);
  const inline = at > 0 && office.test(first.text.slice(at)) ? at : -1;
  const [name, second] = namesJoined(inline > 0 ? first.text.slice(0, inline) : first.text);
  const own: TextLine[] = [];
  // some heads print the title first, and the name run into the line under it
  const untitled = office.test(first.text) ? first.text.trim() : '';
  let title = inline > 0 ? first.text.slice(inline + 1).trim() : untitled;
  for (const line of lines.slice(1, 6)) {
    const text = line.text.replace(/\t/g, ' ').trim();
    const goesOn =
      title !== '' && (/(?:,|\band|&|\bof)$/i.test(title) || /^(?:and|&|of)\b/i.test(text));
    if (title !== '' && !goesOn) break;
    if (title === '' && !office.test(text)) continue;
    if (goesOn && place.test(text) && !/^(?:and|&|of)\b/i.test(text)) break;
    title = `${title} ${text}`.trim();
    own.push(line);
  }
  const said = office.test(title) ? titleAlone(title) : undefined;
  return {
    name: name && !office.test(name) ? name : undefined,
    title: said,
    lines: [first, ...own],
    joined: second !== undefined,
  };
}

const goesOnWithTitle =
  /^(?:(?:adults?|children|families|education|learning|skills|people|health)\b(?!.*\b(?:council|trust|board|NHS)\b)|and\s|chief\s+executive\s*$)/i;

/** Entries of a list of service leaders: "Name, title, organisation", each over one line or more. */
function entriesOfList(lines: readonly TextLine[]): readonly Entry[] {
  const groups: TextLine[][] = [];
  for (const line of lines) {
    const begins = /^[^,]{3,50}\s*,\s*\S/.test(line.text) && nameIn(line.text.split(',')[0] ?? '');
    const last = groups.at(-1);
    if (begins || !last) groups.push([line]);
    else last.push(line);
  }
  return groups.map((own) => {
    const text = own.map((line) => line.text.replace(/\t/g, ' ')).join(' ');
    const comma = text.indexOf(',');
    const said = text.slice(comma + 1);
    const [first = '', ...rest] = said.split(',').map((part) => part.trim());
    // the organisation follows the title; what goes on with a title is no organisation
    const more = rest.findIndex((part) => !goesOnWithTitle.test(part));
    const title = [first, ...rest.slice(0, more < 0 ? rest.length : more)].join(', ');
    return {
      name: nameIn(text.slice(0, comma)),
      title: office.test(title) ? title : undefined,
      lines: own,
    };
  });
}

function asRead(entry: Entry, sure: boolean): Read<AddresseeRead> | undefined {
  const { name, title, joined } = entry;
  if (!name && !title) return undefined;
  if (joined) {
    return {
      value: { ...(name ? { name } : {}), ...(title ? { role: title } : {}) },
      locators: entry.lines.map(locatorOf),
      confidence: 'low',
      note: 'two persons are addressed, and the title may be that of either',
    };
  }
  return {
    value: { ...(name ? { name } : {}), ...(title ? { role: title } : {}) },
    locators: entry.lines.map(locatorOf),
    confidence: sure && name && title ? 'high' : 'medium',
    note: !name ? 'the name cannot be read' : title ? undefined : 'no title is printed',
  };
}

/** To whom a letter is addressed: name and title as printed. Sure where the salutation calls that name. */
export function readAddressee({ address, salutation }: Letter): Read<AddresseeRead> | undefined {
  const entry = entryOfBlock(address);
  if (!entry) return undefined;
  return asRead(entry, entry.name !== undefined && agrees(entry.name, salutation?.text));
}

/**
 * Of the service leaders to whom a joint letter is addressed, the one of children's services: the director where the list says so,
 * else the one it begins with.
 */
export function readFirstOfPartners({ address }: Letter): Read<AddresseeRead> | undefined {
  const entries = entriesOfList(address);
  const director = entries.find(({ title }) => title && rolesOfAddressee(title).role === 'dcs');
  const entry = director ?? entries[0];
  return entry ? asRead(entry, director !== undefined) : undefined;
}
