import { Info } from 'luxon';

/** The months as they are called, January first. */
export const monthNames: readonly string[] = Info.months('long', { locale: 'en-GB' });

/** Source of a regular expression of months in full, or by their first three or four letters, in small letters. */
export const monthPattern = monthNames
  .map((name) => {
    const [short, fourth = '', rest = ''] = [name.slice(0, 3), name.slice(3, 4), name.slice(4)];
    const end = rest === '' ? fourth : `${fourth}(?:${rest})?`;
    return `${short.toLowerCase()}${end === '' ? '' : `(?:${end})?`}`;
  })
  .join('|');
