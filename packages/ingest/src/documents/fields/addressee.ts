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
  /** Who is addressed with it. */
  readonly others?: readonly { readonly name: string; readonly role?: string | undefined }[];
  /** True where the one title under several names may be of either. */
  readonly shared?: boolean;
}

/** The name on a line, and a second that is joined to it: "Ms Ada Quill and Mr Bo Tern". */
function namesJoined(text: string): readonly (string | undefined)[] {
  const parts = text
    .split(/\s+(?:and|&)\s+|\s*[/\t;]\s*|,\s*(?=(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b)/i)
    .map((part) => nameIn(part));
  return parts.length > 1 && parts.every((part) => part !== undefined) ? parts : [nameIn(text)];
}

/** The titles of several persons under their names: as many as there are, in their order, or one of all. */
function titlesFor(title: string | undefined, count: number): readonly string[] | undefined {
  if (title === undefined) return undefined;
  if (/\b(?:directors|executives|chiefs)\b/i.test(title)) return Array(count).fill(title);
  const parts = title.split(/,?\s+(?:and|&)\s+|;\s*/i).map((part) => part.trim());
  return parts.length === count && parts.every((part) => office.test(part)) ? parts : undefined;
}

/** One person with a title behind a comma. */
function personsIn(text: string): readonly { name: string; role: string }[] {
  const comma = text.indexOf(',');
  const [name, role] = [nameIn(text.slice(0, comma)), text.slice(comma + 1).trim()];
  return name && office.test(role) ? [{ name, role: titleAlone(role) }] : [];
}

/** Persons who stand below the first with a title of their own: a name on one line, an office on the next, or both on one. */
function personsBelow(lines: readonly TextLine[]): readonly { name: string; role: string }[] {
  return lines.flatMap((line, index) => {
    const text = line.text.replace(/^and\s+/i, '').replaceAll('\t', ' ');
    const comma = text.search(/,\s*(?=\p{L})/u);
    const inline = comma > 0 && office.test(text.slice(comma));
    const name = nameIn(inline ? text.slice(0, comma) : text);
    const role = inline ? text.slice(comma + 1).trim() : (lines[index + 1]?.text.trim() ?? '');
    const isTitle = office.test(role) && !place.test(role);
    return name && !office.test(name) && !place.test(name) && (inline || isTitle)
      ? [{ name, role: titleAlone(role) }]
      : [];
  });
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
  const [first, under] = lines;
  if (!first) return undefined;
  const broken = /\s(?:and|&)$/i.test(first.text.trim()) && under !== undefined;
  const text = broken ? `${first.text.trim()} ${under.text.trim()}` : first.text;
  const at = text.search(/,\s*(?=\p{L})/u);
  const inline = at > 0 && office.test(text.slice(at)) ? at : -1;
  const [name, ...joined] = namesJoined(inline > 0 ? text.slice(0, inline) : text);
  const own: TextLine[] = [];
  // some heads print the title first, and the name run into the line under it
  const untitled = office.test(first.text) ? first.text.trim() : '';
  let title = inline > 0 ? text.slice(inline + 1).trim() : untitled;
  for (const line of lines.slice(broken ? 2 : 1, 6)) {
    const text = line.text.replace(/\t/g, ' ').trim();
    const goesOn =
      title !== '' && (/(?:,|\band|&|\bof)$/i.test(title) || /^(?:and|&|of)\b/i.test(text));
    if (title !== '' && !goesOn) break;
    if (title === '' && !office.test(text)) continue;
    if (goesOn && place.test(text) && !/^(?:and|&|of)\b/i.test(text)) break;
    title = `${title} ${text}`.trim();
    own.push(line);
  }
  // "Ann Smith, Director, and Bo Tern, Chief Executive"
  const [, alone = title, another = ''] = /^(.+?),?\s+and\s+([^,]+,.+)$/i.exec(title) ?? [];
  const beside = personsIn(another);
  if (beside.length > 0) title = alone;
  const said = office.test(title) ? titleAlone(title) : undefined;
  const names = joined.filter((one) => one !== undefined);
  const titles = names.length > 0 ? titlesFor(said, names.length + 1) : undefined;
  const after = lines.slice(lines.indexOf(own.at(-1) ?? first) + 1);
  const others = [
    ...names.map((one, index) => ({ name: one, role: titles?.[index + 1] ?? said })),
    ...beside,
    ...(said === undefined ? [] : personsBelow(after)),
  ];
  return {
    name: name && !office.test(name) ? name : undefined,
    title: titles?.[0] ?? said,
    lines: [first, ...own],
    ...(others.length > 0 ? { others } : {}),
    shared: names.length > 0 && titles === undefined,
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
  const { name, title, others, shared } = entry;
  if (!name && !title) return undefined;
  const value = {
    ...(name ? { name } : {}),
    ...(title ? { role: title } : {}),
    ...(others ? { with: others } : {}),
  };
  if (others) {
    return {
      value,
      locators: entry.lines.map(locatorOf),
      confidence: shared ? 'low' : 'medium',
      note: shared
        ? 'two persons are addressed, and the title may be that of either'
        : 'more than one person is addressed',
    };
  }
  return {
    value,
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
