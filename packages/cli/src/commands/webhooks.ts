import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { interestWords } from '@monitoring-timeline/projections';
import { wordsMeant } from '@monitoring-timeline/projections/questions';
import {
  readSettings,
  secrecyOf,
  type WebhookActions,
  type WebhookFormat,
  webhookFormats,
  withWebhooks,
} from '@monitoring-timeline/service';
import { z } from 'zod';
import { type Call, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine } from '../call/manner.ts';
import { askStore, withLiveTimeline } from '../compose/asking.ts';
import { clock } from '../compose/clock.ts';
import { openingOf } from '../compose/extensions.ts';
import { openState } from '../compose/open-state.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { writeJson } from '../output/json.ts';
import { showAdded, showTest, showWebhooks } from '../output/webhooks.ts';
import { choice, refuseDates } from './answering.ts';
import { type ServeCallOptions, sourcesOf } from './serve.ts';

export interface WebhookCallOptions extends ServeCallOptions {
  readonly format?: string;
  readonly topic?: string;
  readonly name?: string;
  readonly by?: string;
}

type Filter = Parameters<WebhookActions['create']>[0]['filter'];

const interest = z.strictObject(interestWords);

/** `timeline webhooks add`: prints the secret, this once. @throws WrongCall, the errors of the store */
export async function addWebhook(
  address: string,
  call: Call<WebhookCallOptions>,
): Promise<ExitCode> {
  const { format: form = 'standard', topic = 'notices', name, json } = call.options;
  const format: WebhookFormat = choice('--format', form, webhookFormats);
  const filter = filterOf(call.options, topic);
  const url = address === '-' ? (await text(process.stdin)).trim() : address;
  return withActions(call, async (actions, actor) => {
    const wanted = { url, format, topic, filter, name };
    const made = await actions.create(wanted, actor, randomUUID().replaceAll('-', ''));
    if (json) writeJson(call.terminal, made);
    else {
      call.terminal.out.write(`${made.id}\n`);
      hint(call, showAdded(made));
    }
    return exitCodes.done;
  });
}

/** `timeline webhooks list`. @throws WrongCall, the errors of the store */
export function listWebhooks(call: Call<WebhookCallOptions>): Promise<ExitCode> {
  return withActions(call, async (actions) => {
    const shown = [];
    for (const webhook of await actions.all()) shown.push(await actions.show(webhook));
    if (call.options.json) writeJson(call.terminal, shown);
    else showWebhooks(shown, call.terminal);
    return exitCodes.done;
  });
}

/** `timeline webhooks test ID`: exit code 1 where it was not taken. @throws WrongCall, the errors of the store */
export function testWebhook(id: string, call: Call<WebhookCallOptions>): Promise<ExitCode> {
  return withActions(call, async (actions, actor) => {
    const outcome = await actions.ping(await found(actions, id), actor);
    if (call.options.json) writeJson(call.terminal, outcome);
    else call.terminal.out.write(`${showTest(outcome)}\n`);
    return outcome.error === null ? exitCodes.done : exitCodes.no;
  });
}

/** `timeline webhooks remove ID`. @throws WrongCall, the errors of the store */
export function removeWebhook(id: string, call: Call<WebhookCallOptions>): Promise<ExitCode> {
  return withActions(call, async (actions, actor) => {
    const webhook = await found(actions, id);
    await actions.remove(webhook, actor);
    call.terminal.out.write(
      `Webhook ${webhook.id} has ended. A service that runs calls it no more.\n`,
    );
    return exitCodes.done;
  });
}

/** The words that narrow it, as they were typed, once they have been understood. @throws WrongCall */
function filterOf(options: WebhookCallOptions, topic: string): Filter {
  const typed = Object.entries(options).filter(
    ([name, value]) => name in interestWords && value !== undefined,
  );
  const { type, ...words } = Object.fromEntries(typed) as Record<string, unknown>;
  // what types there are is another matter for each topic
  const checked = topic === 'notices' && type !== undefined ? { ...words, type } : words;
  wordsMeant(interest, checked, commandLine);
  const flags = typed.map(([name, value]) => [name, value === true ? 'true' : value]);
  return Object.fromEntries(flags) as Filter;
}

/** `wh_` and four characters more. */
const shortest = 7;

/** The one that an id, or the beginning of one, names. @throws WrongCall where none does, or several do */
async function found(actions: WebhookActions, id: string) {
  const all = await actions.all();
  const whole = all.find((one) => one.id === id);
  if (whole) return whole;
  const some = id.length < shortest ? [] : all.filter((one) => one.id.startsWith(id));
  const [only, another] = some;
  if (only && !another) return only;
  throw new WrongCall(
    only
      ? `"${id}" begins the ids of several webhooks: ${some.map((one) => one.id).join(', ')}. Give more of it.`
      : `There is no webhook ${id}. \`timeline webhooks list\` shows those that there are.`,
    { id },
  );
}

async function withActions(
  call: Call<WebhookCallOptions>,
  work: (actions: WebhookActions, actor: ReturnType<typeof byHand>['actor']) => Promise<ExitCode>,
): Promise<ExitCode> {
  refuseDates(call, 'webhooks', ['asOf', 'knownAt', 'recordedAt'], 'they are as they are now');
  const settings = readSettings(await sourcesOf(call));
  const opening = await openingOf(settings);
  return askStore(call, async (asked) => {
    const state = await openState(asked.address, await secrecyOf(settings, asked.store.id));
    try {
      return await withLiveTimeline(asked, { state, ...opening }, (timeline) =>
        untilStopped((stop) => {
          const { store } = asked;
          const context = { store, state, settings, timeline, clock };
          return withWebhooks(context, stop, (actions) =>
            work(actions, byHand(asked, call.options.by).actor),
          );
        }),
      );
    } finally {
      await state.close();
    }
  });
}
