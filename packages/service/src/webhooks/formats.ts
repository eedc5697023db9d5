import { cloudEventMedia } from '../subscribe/cloud-events.ts';
import type { Card } from './card.ts';
import { slackBody } from './slack.ts';
import { teamsBody } from './teams.ts';

/** In which form deliveries are sent. */
export const webhookFormats = ['standard', 'teams', 'slack'] as const;

/** `standard` is a signed CloudEvent; `teams` and `slack` are cards for people, and take notices alone. */
export type WebhookFormat = (typeof webhookFormats)[number];

/** True where whoever knows the address may post there: it is kept and shown as a secret is. */
export function hasSecretAddress(format: WebhookFormat): boolean {
  return format !== 'standard';
}

/** What is posted. */
export interface Posted {
  readonly media: string;
  readonly body: string;
}

/** A message of the feed, the text of a CloudEvent, as a format has it. */
export function inFormat(format: WebhookFormat, text: string): Posted {
  if (format === 'standard') return { media: cloudEventMedia, body: text };
  const card = cardOf(JSON.parse(text) as NoticeBody);
  const body = format === 'teams' ? teamsBody(card) : slackBody(card);
  return { media: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

interface NoticeBody {
  readonly data: {
    readonly title?: string;
    readonly text?: string;
    readonly weight?: number;
    readonly day?: string;
    readonly name?: string | null;
    readonly sources?: readonly { readonly url: string | null }[];
  };
}

const weights: Readonly<Record<number, string>> = {
  5: 'Look now',
  4: 'Act',
  3: 'Plan',
  2: 'Put right',
  1: 'Came in',
};

/** A notice to be read; without one the test of a webhook. */
function cardOf({ data }: NoticeBody): Card {
  const { title, text, weight, day, name, sources = [] } = data;
  if (title === undefined || text === undefined) {
    const whose = name ? `“${name}”` : 'this webhook';
    return {
      title: `Test of ${whose}`,
      text: 'Notices of the monitoring timeline come here from now on.',
      about: 'A test',
      link: undefined,
    };
  }
  const link = sources.map(({ url }) => url).find((url) => url !== null && isWebAddress(url));
  const about = [weights[weight ?? 0], day].filter((one) => one !== undefined).join(', ');
  return { title, text, about, link: link ?? undefined };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
