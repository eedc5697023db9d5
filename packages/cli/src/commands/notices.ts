import type { Writable } from 'node:stream';
import type { NoticeInterest, Since, Timeline } from '@monitoring-timeline/projections';
import { noticeGiven } from '@monitoring-timeline/projections/asking';
import {
  type Question,
  readQuestion,
  wordsMeant,
} from '@monitoring-timeline/projections/questions';
import type { TimelineReader } from '@monitoring-timeline/projections/reader';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine, typed } from '../call/manner.ts';
import { askStore, withLiveTimeline, withTimeline } from '../compose/asking.ts';
import { openingOf } from '../compose/extensions.ts';
import { openStateToAsk } from '../compose/open-state.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { writeJson } from '../output/json.ts';
import { Lines } from '../output/lines.ts';
import { datesTaken, type Words } from './question.ts';

/**
 * `timeline notices`: issues what is due by now, once, and lists what was issued, also by a service. What was issued is kept beside the store; the
 * first run begins at the present end of the log, so that history alarms nobody. Where nothing can be written, what was issued is listed.
 * `--follow` stays and writes JSON lines.
 * @throws WrongCall, the errors of the store
 */
export async function answerNotices(
  question: Question,
  words: Words,
  call: Call,
): Promise<ExitCode> {
  const { terminal } = call;
  const options = call.options as GlobalOptions & { readonly follow?: boolean };
  datesTaken(question, call);
  readQuestion(question, words as never, commandLine);
  const meant = wordsMeant(question.words, words, commandLine);
  const after =
    words.after === undefined ? undefined : noticeGiven(typed('--after'), String(words.after));
  const own = await openingOf(options);
  return askStore(call, async (asked) => {
    const state = await openStateToAsk(asked.address);
    try {
      if (state.readOnly && options.follow) {
        throw new WrongCall(
          '--follow issues notices as they fall due and keeps them beside the store, where nothing can be written. Leave it out to read those that were issued.',
        );
      }
      const issue = async (timeline: TimelineReader): Promise<ExitCode> => {
        const begins = (await state.header('notices')) === undefined;
        const notices = await timeline.ask('notices', words, {}, { manner: commandLine });
        if (options.json) writeJson(terminal, notices);
        else {
          const { showNotices } = await import('../output/notices.ts');
          showNotices(notices, terminal);
        }
        if (state.readOnly) {
          hint(
            call,
            'Nothing can be written beside the store, so no notice is issued here: these are those that were issued before.',
          );
        } else if (begins) {
          hint(
            call,
            'This is the first run: notices tell of what is recorded or falls due from now on.',
          );
        }
        return exitCodes.done;
      };
      const opening = { state, ...own };
      if (!options.follow) return await withTimeline(asked, opening, issue);
      await withLiveTimeline(asked, opening, async (timeline) => {
        const { interestMeant } = await import('@monitoring-timeline/projections');
        const interest = interestMeant(meant as never, timeline.directory);
        const { since } = meant as { readonly since?: Since };
        const from = after ?? (since && (await timeline.noticesBegin(since)));
        return follow(timeline, from, interest, terminal.out);
      });
      return exitCodes.done;
    } finally {
      await state.close();
    }
  });
}

/** Writes notices as they are issued, until stopped. */
function follow(
  timeline: Timeline,
  after: string | undefined,
  interest: NoticeInterest,
  out: Writable,
): Promise<void> {
  return untilStopped(async (stop) => {
    const { wantsNotice } = await import('@monitoring-timeline/projections');
    const lines = new Lines(out, stop);
    for await (const { notices } of timeline.followNotices(after ?? '', stop)) {
      for (const notice of notices) {
        if (stop.aborted) return;
        if (wantsNotice(interest, notice)) await lines.write(notice);
      }
    }
  });
}
