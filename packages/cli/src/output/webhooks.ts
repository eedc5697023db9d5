import type { WebhookActions, WebhookShown } from '@monitoring-timeline/service';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** What to do with a webhook that was just added. */
export function showAdded({
  id,
  format,
  url,
  secret,
}: WebhookShown & { readonly secret: string | null }): string {
  return [
    secret === null
      ? `It posts to ${url} as ${format}. The address is its secret: it is kept beside the store, and shown nowhere.`
      : `What it posts to ${url} is signed with the secret ${secret}, shown this once: keep it where secrets are kept.`,
    `Try it with \`timeline webhooks test ${id}\`. The service delivers while it runs.`,
  ].join('\n');
}

/** How a test went. */
export function showTest({
  status,
  ms,
  error,
}: Awaited<ReturnType<WebhookActions['ping']>>): string {
  return error === null ? `It was taken: ${status} after ${ms} ms.` : `It was not taken. ${error}`;
}

/** As much of an id as tells it from the others: it fits a terminal, and commands take it. */
function shortIn(webhooks: readonly WebhookShown[], id: string): string {
  const short = id.slice(0, 11);
  return webhooks.some((one) => one.id !== id && one.id.startsWith(short)) ? id : short;
}

/** Every webhook, its address without what is a secret. */
export function showWebhooks(webhooks: readonly WebhookShown[], terminal: Terminal): void {
  const page = new Page(terminal);
  page.title('Webhooks');
  page.text(
    `${counted(webhooks.length, 'webhook')}. Add one with \`timeline webhooks add ADDRESS\`.`,
  );
  if (webhooks.length > 0) {
    page.blank().table(
      [
        { head: 'Id' },
        { head: 'Name', gives: true },
        { head: 'Format' },
        { head: 'Topic' },
        { head: 'Of', gives: true },
        { head: 'State' },
        { head: 'Waits' },
        { head: 'Parked' },
        { head: 'Address', gives: true },
      ],
      webhooks.map(({ id, name, format, topic, filter, state, pending, parked, url }) => [
        shortIn(webhooks, id),
        name ?? '-',
        format,
        topic,
        wanted(filter),
        state,
        String(pending),
        String(parked),
        url,
      ]),
    );
  }
  page.write();
}

function wanted(filter: WebhookShown['filter']): string {
  const told = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${[value].flat().join(', ')}`],
  );
  return told.join('; ') || 'all';
}
