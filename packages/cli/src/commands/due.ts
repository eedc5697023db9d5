import type { Policy } from '@monitoring-timeline/projections';
import { englandChildren } from '@monitoring-timeline/projections/policy';
import type { Question } from '@monitoring-timeline/projections/questions';
import { compareDue } from '@monitoring-timeline/projections/views';
import type { Call, GlobalOptions } from '../call/call.ts';
import { datesOf } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine } from '../call/manner.ts';
import { askTimeline } from '../compose/asking.ts';
import { policyFileOf } from '../compose/extensions.ts';
import { writeJson } from '../output/json.ts';
import { answerQuestion, at, eachNamed, type Words } from './question.ts';

interface DueCallOptions extends GlobalOptions {
  readonly compare?: boolean;
}

/** `timeline due [AUTHORITY...]`. @throws UnknownRegion, UnknownAuthority, InvalidPolicy, WrongCall, the errors of the store */
export async function answerDue(question: Question, words: Words, call: Call): Promise<ExitCode> {
  const { compare } = call.options as DueCallOptions;
  if (compare && (await policyFileOf(call.options)) === undefined) {
    throw new WrongCall(
      '--compare sets other rules beside those in force. Name them, for example --policy rules.json --compare.',
    );
  }
  if (!compare) return answerQuestion(question, words, call);
  return askTimeline(call, async (timeline) => {
    const dates = datesOf(call.options);
    const [asked = words] = eachNamed(question, words, timeline, timeline.coordinates(dates));
    const ask = (rules: Policy) =>
      timeline.ask('due', asked, dates, { policy: rules, manner: commandLine });
    const moves = compareDue(await ask(englandChildren), await ask(timeline.policy));
    if (call.options.json) writeJson(call.terminal, moves);
    else {
      const { showMoves } = await import('../output/due-moves.ts');
      const { dueHeading } = await import('../output/due.ts');
      const heading = dueHeading({ words: asked, timeline, at: at(call, timeline) });
      showMoves(moves, heading, call.terminal);
    }
    return exitCodes.done;
  });
}
