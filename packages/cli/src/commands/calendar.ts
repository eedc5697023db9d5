import { londonToday } from '@monitoring-timeline/projections/reader';
import {
  calendarText,
  clocksOf,
  EntryChanges,
  reminderGiven,
  whose,
} from '@monitoring-timeline/service';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine } from '../call/manner.ts';
import { askTimeline } from '../compose/asking.ts';
import { clock } from '../compose/clock.ts';
import { shownPath } from '../compose/places.ts';
import { authorityMeant, refuseDates } from './answering.ts';
import { writeOut } from './write-out.ts';

export interface CalendarCallOptions extends GlobalOptions {
  readonly region?: string;
  readonly alarm?: string;
  readonly output?: string;
}

/**
 * `timeline calendar`: the deadlines of an authority, a region or all as a calendar file, as the service gives it out.
 * @throws WrongCall, UnknownRegion, UnknownAuthority, AmbiguousAuthority, the errors of the store
 */
export async function writeCalendar(
  words: string,
  call: Call<CalendarCallOptions>,
): Promise<ExitCode> {
  const { region, alarm, output, json } = call.options;
  const dates = ['asOf', 'knownAt', 'recordedAt'] as const;
  refuseDates(call, 'calendar', dates, 'it has the deadlines as of today; `due` asks at dates');
  if (json) throw new WrongCall('A calendar is no JSON. Leave --json out, or take `due --json`.');
  if (words !== '' && region !== undefined) {
    throw new WrongCall('Name an authority or a --region, not both.');
  }
  const of = { region, authority: words === '' ? undefined : authorityMeant(words, 'due') };
  const reminder =
    alarm === undefined ? undefined : reminderGiven(commandLine.parameter('alarm'), alarm);
  return askTimeline(call, async (timeline, { store }) => {
    const { title, wanted } = whose(timeline, of);
    const { position: upTo } = await store.head();
    const now = new Date(clock.now());
    const today = londonToday(now);
    const at = { asOf: today, knownAt: today, upTo };
    const clocks = clocksOf(timeline, at, wanted, new EntryChanges(timeline, store));
    const text = await calendarText({ title, today, stamp: now, clocks, reminder });
    await writeOut(once(text), output, call);
    if (output !== undefined) hint(call, `Wrote ${title} to ${shownPath(output)}.`);
    return exitCodes.done;
  });
}

async function* once(text: string) {
  yield text;
}
