import { readSettings, type SettingSources, type Settings } from '@monitoring-timeline/service';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { readGiven } from '../call/given-file.ts';
import { askStore, type OpenedStore } from '../compose/asking.ts';
import { policyFileOf } from '../compose/extensions.ts';
import { type Listening, serveStore } from '../compose/serving.ts';
import { shownAddress } from '../compose/store-address.ts';
import { refuseDates } from './answering.ts';

export interface ServeCallOptions extends GlobalOptions {
  readonly host?: string;
  readonly port?: string;
  readonly reading?: string;
  readonly config?: string;
}

/**
 * `timeline serve`: answers over HTTP until Ctrl+C. With `--json` it prints one line with the address.
 * @throws InvalidSetting, WrongCall, the errors of the store
 */
export async function serve(call: Call<ServeCallOptions>): Promise<ExitCode> {
  refuseDates(call, 'serve', ['asOf', 'knownAt', 'recordedAt'], 'each question has its own');
  const settings = readSettings(await sourcesOf(call));
  return askStore(call, async (asked) => {
    await serveWith(call, asked, settings);
    return exitCodes.done;
  });
}

/** Where the settings of a call come from: its file, the environment and its flags. @throws WrongCall */
export async function sourcesOf({ options }: Call<ServeCallOptions>): Promise<SettingSources> {
  const { host, port, reading, config, policy, with: modules } = options;
  const file =
    config === undefined ? undefined : { name: config, text: await readGiven('--config', config) };
  return { file, env: process.env, flags: { host, port, reading, policy, with: modules } };
}

/** Serves, and says where and what to do there. */
export async function serveWith(call: Call, asked: OpenedStore, settings: Settings): Promise<void> {
  const { out } = call.terminal;
  const policy = await policyFileOf(settings);
  const onListening = ({ url, metricsUrl }: Listening): void => {
    if (call.options.json) {
      out.write(
        `${JSON.stringify({ url, metricsUrl, store: shownAddress(asked.address), reading: settings.reading })}\n`,
      );
      return;
    }
    out.write(`Serving ${shownAddress(asked.address)} at ${url}\n`);
    if (metricsUrl !== undefined) out.write(`Metrics and health are at ${metricsUrl}\n`);
    if (policy !== undefined) out.write(`Rules are those of ${policy}\n`);
    out.write(
      `Browse every question at ${url}/api, for example ${url}/api/authorities/sunderland/standing\n`,
    );
    hint(
      call,
      `Reading is ${settings.reading}; writing needs a token (\`timeline token create\`). Ctrl+C ends.`,
    );
  };
  await serveStore(asked, settings, onListening);
}
