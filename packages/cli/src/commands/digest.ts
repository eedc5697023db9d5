import { Digests, type DigestTrouble, readSettings, secrecyOf } from '@monitoring-timeline/service';
import type { Call } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore, withLiveTimeline } from '../compose/asking.ts';
import { clock } from '../compose/clock.ts';
import { openingOf } from '../compose/extensions.ts';
import { openState } from '../compose/open-state.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import { type ServeCallOptions, sourcesOf } from './serve.ts';

export interface DigestCallOptions extends ServeCallOptions {
  readonly preview?: boolean;
  readonly send?: boolean;
}

/**
 * `timeline digest`: every digest that is set, with when it goes next and what became of the last; `--preview` what each would say
 * now; `--send` sends what is due, once, for who runs no service. Exit code 1 where one could not be sent.
 * @throws InvalidSetting, WrongCall, the errors of the store
 */
export async function answerDigest(call: Call<DigestCallOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  refuseDates(call, 'digest', ['asOf', 'knownAt', 'recordedAt'], 'it tells what is issued');
  if (options.preview && options.send) {
    throw new WrongCall('--preview sends nothing. Leave it out, or --send.');
  }
  const settings = readSettings(await sourcesOf(call));
  if (settings.digests.length === 0) {
    throw new WrongCall(
      'No digest is set. Name a file of settings with --config that says who is sent what: docs/digest.md shows one.',
    );
  }
  const opening = await openingOf(settings);
  return askStore(call, async (asked) => {
    const state = await openState(asked.address, await secrecyOf(settings, asked.store.id));
    const troubles: DigestTrouble[] = [];
    try {
      return await withLiveTimeline(asked, { state, ...opening }, async (timeline) => {
        const { store } = asked;
        const onTrouble = (trouble: DigestTrouble) => {
          troubles.push(trouble);
          terminal.err.write(`${trouble.message}\n`);
        };
        const digests = await Digests.open({ store, state, clock, timeline, settings, onTrouble });
        if (options.send) await digests.round(new AbortController().signal);
        if (options.preview) await preview(digests, call);
        else {
          const shown = await digests.list();
          if (options.json) writeJson(terminal, shown);
          else {
            const { showDigests } = await import('../output/digest.ts');
            showDigests(shown, terminal);
          }
        }
        return troubles.length > 0 ? exitCodes.no : exitCodes.done;
      });
    } finally {
      await state.close();
    }
  });
}

async function preview(digests: Digests, { options, terminal }: Call): Promise<void> {
  const letters = [];
  for (const digest of digests.all) {
    letters.push({ to: digest.given.to, ...(await digests.preview(digest)) });
  }
  if (options.json) writeJson(terminal, letters);
  else {
    for (const { to, subject, text } of letters) {
      terminal.out.write(`To: ${to}\nSubject: ${subject}\n\n${text}\n`);
    }
  }
}
