import { epochDay } from '@monitoring-timeline/core';
import {
  type DueMove,
  type DueRow,
  dueStatuses,
  type Policy,
  parsePolicy,
  type Timeline,
} from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call.ts';
import { monthsOption } from '../dates.ts';
import { WrongCall } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { DueHeading } from '../output/due.ts';
import { regionText } from '../output/words.ts';
import { readGiven } from '../paths.ts';
import { answer, at, authorityMeant, choice } from './answering.ts';

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
  const asked = {
    region,
    authority: authority === undefined ? undefined : authorityMeant(authority, 'timeline due'),
    status: status === undefined ? undefined : choice('--status', status, dueStatuses),
    rule,
    within: within === undefined ? undefined : monthsOption('--within', within),
  };
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
    ask(timeline, dates) {
      checkRule(rule, policy ? [policy] : [timeline.policy]);
      return timeline.due(dates, { ...asked, policy });
    },
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
  asked: Parameters<Timeline['due']>[1],
): Promise<ExitCode> {
  return answer<readonly DueMove[]>(call, {
    ask(timeline, dates) {
      checkRule(call.options.rule, [timeline.policy, policy]);
      return timeline.compareDue(policy, dates, asked);
    },
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

function checkRule(rule: string | undefined, policies: readonly Policy[]): void {
  if (rule === undefined) return;
  const ids = [...new Set(policies.flatMap(({ rules }) => rules.map(({ id }) => id)))].sort();
  if (ids.includes(rule)) return;
  throw new WrongCall(`--rule: no rule is called "${rule}". Give one of ${ids.join(', ')}.`, {
    rule,
    ids,
  });
}
