import { Once } from '../commands/once.ts';
import type { Concern } from '../context/context.ts';
import { WebhookActions } from './actions.ts';
import { WebhookDispatcher } from './dispatcher.ts';
import { guardedAgent } from './public-address.ts';
import { webhookRoutes } from './routes.ts';
import { Secrets } from './secrets.ts';
import { WebhookBook } from './webhook.ts';

/** Sends what is wanted to whoever asked for it, signed, until they have taken it. */
export const webhooks: Concern = (context) => async (app) => {
  const { store, state, settings, clock, closing: signal } = context;
  const secrets = new Secrets(state, store.id);
  const book = new WebhookBook(store);
  const dispatcher = guardedAgent({
    toPrivate: settings.webhooksToPrivate,
    ports: settings.webhookPorts,
  });
  const actions = new WebhookActions({ context, book, secrets, dispatcher, clock, signal });
  const onTrouble = (error: unknown): void => {
    app.log.warn({ err: error }, 'webhooks cannot be delivered at present');
  };
  const delivering = new WebhookDispatcher({
    context,
    book,
    secrets,
    agent: dispatcher,
    onTrouble,
  });
  app.addHook('onReady', async () => delivering.start());
  app.addHook('onClose', async () => {
    await delivering.stop();
    await dispatcher.destroy();
  });
  await app.register(webhookRoutes(actions, new Once(context)));
};
