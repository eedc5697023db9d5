import { hash } from 'node:crypto';
import { TimelineError } from '../errors.ts';

/** A person as events hold one: `p-` and 20 hex digits, saying nothing of the name. */
export type PersonId = string;

/** Styles and honours that sources print with a name in one place and not in another. */
const styles = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'professor',
  'sir',
  'dame',
  'cllr',
  'councillor',
  'rt',
  'hon',
]);
const honours = new Set(['obe', 'mbe', 'cbe', 'hmi', 'qpm', 'jp', 'mp']);

/** There is no name in the text. */
export class InvalidPersonName extends TimelineError {
  readonly code = 'InvalidPersonName';

  constructor(text: string) {
    super(`"${text}" holds no name. Give the person's name as the source prints it.`, { text });
  }
}

/** The text cannot be the id of any person. */
export class InvalidPersonId extends TimelineError {
  readonly code = 'InvalidPersonId';

  constructor(id: string) {
    super(
      `"${id}" is not a person's id: that is p- and 20 hex digits. Copy it from \`timeline history AUTHORITY --json\`, or in a program take it from personIdOf.`,
      {
        id,
      },
    );
  }
}

/**
 * A name as it is compared: styles before it and honours after it dropped, white space, case, full stops and
 * the shape of apostrophes and hyphens folded. Accents stay.
 * @throws InvalidPersonName where nothing is left
 */
export function normalisedName(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[.,]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  while (words.length > 0 && styles.has(words[0]!)) words.shift();
  while (words.length > 0 && honours.has(words.at(-1)!)) words.pop();
  if (words.length === 0) throw new InvalidPersonName(text);
  return words.join(' ');
}

/**
 * The id that every reader gives to a person of this name in public office, wherever and whenever it is read.
 * @throws InvalidPersonName
 */
export function personIdOf(name: string): PersonId {
  return `p-${hash('sha256', `monitoring-timeline/person/${normalisedName(name)}`, 'hex').slice(0, 20)}`;
}

/** @throws InvalidPersonId unless the text has the form of a person's id */
export function checkPersonId(id: string): void {
  if (!/^p-[0-9a-f]{20}$/.test(id)) throw new InvalidPersonId(id);
}

/** A name as it is kept and shown: white space folded. @throws InvalidPersonName */
export function displayName(name: string): string {
  normalisedName(name);
  return name.trim().replace(/\s+/g, ' ');
}
