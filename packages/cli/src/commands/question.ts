import { isoDay } from '@monitoring-timeline/core';
import type { Coordinates, TimelineReader } from '@monitoring-timeline/projections';
import { authoritiesNamed } from '@monitoring-timeline/projections/asking';
import { dateNames, type Question, readQuestion } from '@monitoring-timeline/projections/questions';
import type { Call } from '../call/call.ts';
import { datesOf } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine } from '../call/manner.ts';
import { Several, Twice } from '../call/typed-words.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { writeJson } from '../output/json.ts';
import type { At } from '../output/words.ts';

export type Words = Readonly<Record<string, unknown>>;

/**
 * Asks a question as typed, and writes the answer as one document or as a page: of several authorities as one list, or page after
 * page. What is wrong with the call is told before anything is opened.
 * @throws WrongCall, UnknownAuthority, AmbiguousAuthority, UnknownRegion, the errors of the store
 */
export async function answerQuestion(
  question: Question,
  words: Words,
  call: Call,
): Promise<ExitCode> {
  const dates = datesTaken(question, call);
  refuseTwice(words);
  readQuestion(question, { ...words, ...oneNamed(words) } as never, commandLine);
  return askTimeline(call, async (timeline, asked) => {
    const each = eachNamed(question, words, timeline, timeline.coordinates(dates));
    const answers = [];
    for (const one of each) {
      answers.push(await timeline.ask(question, one as never, dates, { manner: commandLine }));
    }
    if (call.options.json) writeJson(call.terminal, each.length === 1 ? answers[0] : answers);
    else {
      const { pageOf } = await import('../output/pages.ts');
      const show = await pageOf(question);
      const { terminal } = call;
      const recordTo = await timeline.recordTo(dates);
      const shown = { question, terminal, timeline, at: { ...at(call, timeline), recordTo } };
      answers.forEach((answer, index) => {
        if (index > 0) terminal.out.write('\n');
        show({ ...shown, answer, words: each[index] } as never);
      });
    }
    await hintIfEmpty(call, asked);
    return exitCodes.done;
  });
}

/** Several words as the name of one authority: what they are where nothing else is known. */
function oneNamed({ authority }: Words): Words {
  return authority instanceof Several ? { authority: authority.words.join(' ') } : {};
}

/**
 * The words once for each authority that is named, or once for all where the question takes a list of them.
 * @throws UnknownAuthority, AmbiguousAuthority
 */
export function eachNamed(
  { words: taken }: Question,
  words: Words,
  { directory }: TimelineReader,
  on: Coordinates,
): readonly Words[] {
  const { authority, authorities = [], ...others } = words;
  if (!(authority instanceof Several)) return [words];
  const keys = authoritiesNamed(authority.words, directory, on).map(({ key }) => key);
  if (keys.length > 1 && 'authorities' in taken.shape) {
    return [{ ...others, authorities: [...keys, ...(authorities as readonly string[])] }];
  }
  return keys.map((key) => ({ ...words, authority: key }));
}

/** A word may stand by itself or behind its name, not both. @throws WrongCall */
function refuseTwice(words: Words): void {
  for (const [name, given] of Object.entries(words)) {
    if (!(given instanceof Twice)) continue;
    const { name: option } = commandLine.parameter(name);
    throw new WrongCall(
      `"${given.bare}" and ${option} "${given.named}" are given. Give one of them.`,
    );
  }
}

/** The dates of a call, as far as the question takes them: an answer at other dates than asked would mislead. @throws WrongCall */
export function datesTaken({ name, dates }: Question, { options }: Call) {
  for (const date of dateNames) {
    if (options[date] === undefined || dates.includes(date)) continue;
    throw new WrongCall(
      `${commandLine.parameter(date).name} means nothing to ${name}. Leave it out.`,
      { parameter: date },
    );
  }
  return datesOf(options);
}

/** Where on the axes a call asks. */
export function at(call: Call, timeline: TimelineReader): At {
  const { asOf, knownAt, recordedAt } = timeline.coordinates(datesOf(call.options));
  return {
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
}
