import { WebhookActions, type WebhookContext, type WebhookParts } from './actions.ts';
import { GuardedAgent } from './guarded-agent.ts';
import { Secrets } from './secrets.ts';
import { WebhookBook } from './webhook.ts';

/** What webhooks are kept in and called with. */
export function partsOf(context: WebhookContext, signal: AbortSignal): WebhookParts {
  const { store, state, settings, clock } = context;
  const agent = new GuardedAgent({
    toPrivate: settings.webhooksToPrivate,
    ports: settings.webhookPorts,
  });
  const secrets = new Secrets(state, store.id);
  return { context, book: new WebhookBook(store), secrets, agent, clock, signal };
}

/**
 * Lets somebody who has the files of a store at hand see and change its webhooks. Tests of one are sent from here; deliveries are the
 * service's, which takes in what is set here at once.
 */
export async function withWebhooks<T>(
  context: WebhookContext,
  signal: AbortSignal,
  work: (actions: WebhookActions) => Promise<T>,
): Promise<T> {
  const parts = partsOf(context, signal);
  try {
    return await work(new WebhookActions(parts));
  } finally {
    await parts.agent.destroy();
  }
}
