import { type Named, WrongCall } from '@monitoring-timeline/projections';

/** A reminder further ahead is a plan. */
const longestDays = 366;

/** How long before an entry a reader is reminded, in seconds: `P7D`, `P2W`, `PT12H`. @throws WrongCall naming the parameter */
export function reminderGiven(named: Named, text: string): number {
  const [, weeks, days, hours] =
    /^P(?=.)(?:(\d{1,3})W|(?:(\d{1,3})D)?(?:T(\d{1,3})H)?)$/i.exec(text.trim()) ?? [];
  const given = 24 * (7 * Number(weeks ?? 0) + Number(days ?? 0)) + Number(hours ?? 0);
  if (given > 0 && given <= 24 * longestDays) return given * 3600;
  throw new WrongCall(
    `${named.name}: "${text}" is no span of weeks, days or hours up to a year. Write for example ${named.example('P7D')} or ${named.example('PT12H')}.`,
    { parameter: named.name, text },
  );
}
