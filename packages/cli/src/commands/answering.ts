import { isoDay } from '@monitoring-timeline/core';
import {
  authorityGiven,
  choiceGiven,
  type Dates,
  type Timeline,
} from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { datesOf } from '../dates.ts';
import { WrongCall } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { commandLine, typed } from '../manner.ts';
import { writeJson } from '../output/json.ts';
import type { At } from '../output/words.ts';
import type { Terminal } from '../terminal.ts';

/** One question: how it is asked, how a person reads the answer, and whether there is nothing to read. */
export interface Question<T> {
  ask(timeline: Timeline, dates: Dates): Promise<T>;
  show(answer: T, terminal: Terminal, timeline: Timeline): Promise<void>;
  isEmpty(answer: T): boolean;
}

/** Asks, and writes the answer as one document or as a page. The dates are checked before anything is opened. */
export async function answer<T>(
  call: Call<GlobalOptions>,
  question: Question<T>,
): Promise<ExitCode> {
  const dates = datesOf(call.options);
  return askTimeline(call, async (timeline, asked) => {
    const given = await question.ask(timeline, dates);
    if (call.options.json) writeJson(call.terminal.out, given);
    else await question.show(given, call.terminal, timeline);
    if (question.isEmpty(given)) await hintIfEmpty(call, asked);
    return exitCodes.done;
  });
}

/** Where on the axes a call asks. */
export function at(call: Call, timeline: Timeline): At {
  const { asOf, knownAt, recordedAt } = timeline.coordinates(datesOf(call.options));
  return {
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
}

/** An authority as typed; England is none. @throws WrongCall naming the command to ask instead */
export function authorityMeant(text: string, instead?: string): string {
  return authorityGiven(text, commandLine, instead);
}

const dateOptions = {
  asOf: '--as-of',
  knownAt: '--known-at',
  recordedAt: '--recorded-at',
} as const;

/** Dates that a command has no use for are refused: an answer at other dates than asked would mislead. @throws WrongCall */
export function refuseDates(
  { options }: Call,
  command: string,
  refused: readonly (keyof typeof dateOptions)[],
  instead: string,
): void {
  for (const date of refused) {
    if (options[date] === undefined) continue;
    throw new WrongCall(`${dateOptions[date]} means nothing to ${command}: ${instead}.`);
  }
}

/** One of several words. @throws WrongCall naming the option and all there are */
export function choice<T extends string>(option: string, text: string, choices: readonly T[]): T {
  return choiceGiven(typed(option), text, choices);
}
