import type { Shown } from '../page/page.ts';
import type { InterestGiven, TestShown, WebhookShown } from '../visit/subscriptions.ts';
import type { Fields } from '../visit/visit.ts';
import { instantText } from '../words/dates.ts';
import { counted, heldUnder } from '../words/texts.ts';
import { interestShown } from './interest.ts';

interface Told {
  readonly secret: { readonly id: string; readonly text: string | undefined } | undefined;
  readonly done: string | undefined;
  readonly sent: Fields | undefined;
  readonly interest: InterestGiven;
  /** A test that was just sent. */
  readonly tested: (TestShown & { readonly id: string }) | undefined;
}

const said: Readonly<Record<string, string>> = {
  paused: 'The webhook is paused: what comes in waits for it.',
  resumed: 'The webhook is called again.',
  replayed: 'What was parked is sent again.',
  ended: 'The webhook is gone, with all that waited for it.',
};

const formats = [
  ['standard', 'Signed CloudEvents, for programs'],
  ['teams', 'Cards for Microsoft Teams'],
  ['slack', 'Messages for Slack'],
] as const;

export function webhooksView(
  webhooks: readonly WebhookShown[],
  topics: readonly { readonly name: string; readonly summary: string }[],
  { secret, done, sent, interest, tested }: Told,
): Shown {
  const held = (name: string, otherwise = '') => sent?.get(name) ?? otherwise;
  const named = webhooks.find(({ id }) => id === secret?.id);
  return {
    title: 'Webhooks',
    model: {
      done: heldUnder(said, done) ?? '',
      secret: secret && {
        text: secret.text,
        // the address of Teams and Slack is its secret, and whoever made it has it
        byAddress: named !== undefined && named.format !== 'standard',
      },
      tested: tested && {
        id: tested.id,
        text:
          tested.error === null
            ? `The test was taken with ${tested.status} after ${tested.ms} ms.`
            : `The test was not taken: ${tested.error}`,
      },
      caption: counted(webhooks.length, 'webhook'),
      rows: webhooks.map((one) => ({
        id: one.id,
        name: one.name ?? 'no name',
        url: one.url,
        format: one.format,
        topic: one.topic,
        filter: filterText(one.filter),
        state: one.state,
        active: one.state === 'active',
        because: one.pausedBecause ?? '',
        waits: `${one.pending} waiting, ${one.parked} parked`,
        parked: one.parked > 0,
        signed: one.format === 'standard',
        next:
          one.next === null
            ? ''
            : `tried ${counted(one.next.attempts, 'time')}, again ${instantText(one.next.at)}`,
        made: `${instantText(one.created)}, by ${one.createdBy}`,
      })),
      topics: topics.map(({ name, summary }) => ({
        name,
        summary,
        chosen: name === held('topic', 'notices'),
      })),
      formats: formats.map(([value, text]) => ({
        value,
        text,
        chosen: value === held('format', 'standard'),
      })),
      sent: { url: held('url'), name: held('name') },
      interest: interestShown(interest),
    },
  };
}

function filterText(filter: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(filter).map(
    ([name, value]) => `${name} ${[value].flat().join(', ')}`,
  );
  return parts.length === 0 ? 'everything' : parts.join('; ');
}
