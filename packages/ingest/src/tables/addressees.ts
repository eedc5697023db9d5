import { oneLine } from './cells.ts';

interface Addressee {
  readonly name: string;
  readonly title: string;
}

const office =
  /\b(?:interim|acting|joint|deputy|executive|corporate|strategic|group|chief|managing|service|bi-borough)?\s*(?:chief executive|directors?|chief officer)\b/i;
const nameWords = /^(?:[\p{Lu}][\p{L}'’.-]*\s+){1,3}[\p{Lu}][\p{L}'’.-]*$/u;

/**
 * The people of a letter's address. Names and titles run into each other in some letters: "Name, Title", "Name Title", two names
 * with "and", or a second addressee in the place of the title.
 */
export function addresseesIn(addressee: string, title: string): readonly Addressee[] {
  const [text, heading] = [oneLine(addressee), oneLine(title)];
  const at = text.search(office);
  const name = (at > 0 ? text.slice(0, at) : text).replace(/[,\s]+$/, '');
  const said = heading || (at > 0 ? text.slice(at).trim() : '');
  const second = said.indexOf(',');
  const lead = second > 0 ? said.slice(0, second) : '';
  const others: Addressee[] = [];
  let own = said;
  if (nameWords.test(lead) && !office.test(lead)) {
    others.push({ name: lead, title: said.slice(second + 1).trim() });
    own = '';
  }
  return [...name.split(/\s+and\s+/).map((one) => ({ name: one, title: own })), ...others];
}
