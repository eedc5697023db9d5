import { authorityGiven, choiceGiven } from '@monitoring-timeline/projections/asking';
import type { Call } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { commandLine, typed } from '../call/manner.ts';

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
