import { extname } from 'node:path';
import {
  type BriefForm,
  briefForms,
  briefOf,
  whereOf,
  writtenBrief,
} from '@monitoring-timeline/projections/brief';
import { type Question, readQuestion } from '@monitoring-timeline/projections/questions';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine } from '../call/manner.ts';
import { askTimeline, hintIfEmpty } from '../compose/asking.ts';
import { today } from '../compose/clock.ts';
import { shownPath } from '../compose/places.ts';
import { choice } from './answering.ts';
import { datesTaken, type Words } from './question.ts';
import { writeOut } from './write-out.ts';

export interface BriefCallOptions extends GlobalOptions {
  readonly output?: string;
  readonly format?: string;
}

/**
 * `timeline brief`: the answer to `today` as one page for a meeting, as a document for Word, as HTML or as Markdown: by the ending
 * of `--output`, or by `--format`; Markdown on standard output where neither is given.
 * @throws WrongCall, DiskFull, UnknownAuthority, AmbiguousAuthority, UnknownRegion, the errors of the store
 */
export async function writeBrief(question: Question, words: Words, call: Call): Promise<ExitCode> {
  const options = call.options as BriefCallOptions;
  if (options.json) {
    throw new WrongCall(
      '--json means nothing to brief: a brief is for people. Ask `timeline today --json`.',
    );
  }
  const { output } = options;
  const form = formOf(options);
  if (form === 'docx' && output === undefined && Number.isFinite(call.terminal.lineWidth)) {
    throw new WrongCall(
      'A document for Word is not text. Name a file, for example --output brief.docx.',
    );
  }
  const dates = datesTaken(question, call);
  readQuestion(question, words as never, commandLine);
  return askTimeline(call, async (timeline, asked) => {
    const answer = await timeline.ask('today', words, dates, { manner: commandLine });
    const brief = briefOf(answer, whereOf(words, timeline.directory), { now: today() });
    const bytes = await writtenBrief(brief, form);
    await writeOut(once(bytes), output, call);
    if (output !== undefined) hint(call, `Wrote ${shownPath(output)}.`);
    await hintIfEmpty(call, asked);
    return exitCodes.done;
  });
}

/** @throws WrongCall where the ending of a file names no form */
function formOf({ output, format }: BriefCallOptions): BriefForm {
  if (format !== undefined) return choice('--format', format, briefForms);
  if (output === undefined) return 'md';
  const ending = extname(output).slice(1).toLowerCase();
  const form = briefForms.find((one) => one === (ending === 'htm' ? 'html' : ending));
  if (form) return form;
  throw new WrongCall(
    `--output: ${output} ends in none of ${briefForms.map((one) => `.${one}`).join(', ')}. Name it for example brief.docx, or give --format.`,
    { output },
  );
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
