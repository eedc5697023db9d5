import { epochDay } from '@monitoring-timeline/core';
import {
  askDue,
  askMoves,
  type DueMove,
  type DueRow,
  type DueWords,
  type Policy,
  parsePolicy,
  type Timeline,
} from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import { WrongCall } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import type { DueHeading } from '../output/due.ts';
import { regionText } from '../output/words.ts';
import { readGiven } from '../paths.ts';
import { answer, at } from './answering.ts';

export interface DueCallOptions extends GlobalOptions {
  readonly region?: string;
  readonly authority?: string;
  readonly status?: string;
  readonly rule?: string;
  readonly within?: string;
  readonly policy?: string;
  readonly compare?: boolean;
}

/** `timeline due [AUTHORITY]`. @throws UnknownRegion, UnknownAuthority, InvalidPolicy, WrongCall, the errors of the store */
export async function answerDue(words: string, given: Call<DueCallOptions>): Promise<ExitCode> {
  const call = words === '' ? given : { ...given, options: named(given.options, words) };
  const { region, authority, status, rule, within, policy: file, compare } = call.options;
  const asked: DueWords = { region, authority, status, rule, within };
  if (compare && file === undefined) {
    throw new WrongCall(
      '--compare sets other rules beside those in force. Name them, for example --policy rules.json --compare.',
    );
  }
  const policy =
    file === undefined ? undefined : parsePolicy(await readGiven('--policy', file), file);
  if (compare && policy) return answerMoves(call, policy, asked);
  const chosen = [authority, status, rule, within].some((one) => one !== undefined);
  return answer<readonly DueRow[]>(call, {
    ask: askDue(asked, commandLine, policy),
    async show(rows, terminal, timeline) {
      const { showDue } = await import('../output/due.ts');
      showDue(rows, headingOf(call, timeline, policy), chosen, terminal);
    },
    isEmpty: (rows) => rows.length === 0,
  });
}

function answerMoves(
  call: Call<DueCallOptions>,
  policy: Policy,
  words: DueWords,
): Promise<ExitCode> {
  return answer<readonly DueMove[]>(call, {
    ask: askMoves(words, commandLine, policy),
    async show(moves, terminal, timeline) {
      const { showMoves } = await import('../output/due-moves.ts');
      showMoves(moves, headingOf(call, timeline, policy), terminal);
    },
    isEmpty: () => false,
  });
}

/** The authority may be named by itself or as an option, not twice. @throws WrongCall */
function named(options: DueCallOptions, authority: string): DueCallOptions {
  if (options.authority === undefined) return { ...options, authority };
  throw new WrongCall(
    `Two authorities are named, "${authority}" and --authority "${options.authority}". Name one.`,
  );
}

function headingOf(
  call: Call<DueCallOptions>,
  timeline: Timeline,
  policy: Policy | undefined,
): DueHeading {
  const { authority, region } = call.options;
  const dates = at(call, timeline);
  const asOf = epochDay(dates.asOf);
  const named =
    authority === undefined ? undefined : timeline.directory.resolve(authority, { asOf }).name;
  return {
    ...dates,
    where: named ?? regionText(region),
    policy: policy ?? timeline.policy,
    inForce: timeline.policy,
  };
}
