import { type EpochDay, isoDay } from '@monitoring-timeline/core';
import { type Since, sinceDay } from '../asking/dates.ts';
import type { Manner } from '../asking/manner.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import type { RecordReader } from './question.ts';

/** What is asked where nothing says since when. */
const lastWeek: Since = { daysBack: 7 };

/** The ISO day that `since` means: a week before today unless given, of the number of a notice the day of that notice. @throws WrongCall where there is no such notice */
export async function sinceMeant(
  since: Since | undefined,
  records: RecordReader,
  today: EpochDay,
  manner: Manner,
): Promise<string> {
  const day = sinceDay(since ?? lastWeek, today);
  if (day !== undefined) return isoDay(day);
  const { sequence } = since as { readonly sequence: string };
  const before = String(Number(sequence) - 1).padStart(12, '0');
  const notice = (await records.notices(before)).find((one) => one.sequence === sequence);
  if (notice) return notice.day;
  throw new WrongCall(
    `${manner.parameter('since').name}: there is no notice ${Number(sequence)}. Give the number of one that was issued, or a day.`,
    { parameter: 'since' },
  );
}
