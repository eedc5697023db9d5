import { Info } from 'luxon';

/** The months as they are called, January first. */
export const monthNames: readonly string[] = Info.months('long', { locale: 'en-GB' });
