import { Info } from 'luxon';

/** The months as they are called, January first. */
export const monthNames: readonly string[] = Info.months('long', { locale: 'en-GB' });

/** The number of a month, 1 to 12, by its name or the beginning of it, three letters or more; undefined for any other word. */
export function monthNumber(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const plain = word.toLowerCase();
  const index = monthNames.findIndex((month) => month.toLowerCase().startsWith(plain));
  return index < 0 ? undefined : index + 1;
}

/** Source of a regular expression of months in full, or by their first three or four letters, in small letters. */
export const monthPattern = monthNames
  .map((name) => {
    const [short, fourth = '', rest = ''] = [name.slice(0, 3), name.slice(3, 4), name.slice(4)];
    const end = rest === '' ? fourth : `${fourth}(?:${rest})?`;
    return `${short.toLowerCase()}${end === '' ? '' : `(?:${end})?`}`;
  })
  .join('|');
