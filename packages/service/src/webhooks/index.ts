import { Once } from '../commands/once.ts';
import type { Concern } from '../context/context.ts';
import { WebhookActions } from './actions.ts';
import { partsOf } from './at-hand.ts';
import { WebhookDispatcher } from './dispatcher.ts';
import { webhookRoutes } from './routes.ts';

/** Sends what is wanted to whoever asked for it, signed, until they have taken it. */
export const webhooks: Concern = (context) => async (app) => {
  const parts = partsOf(context, context.closing);
  const { book, secrets, dispatcher } = parts;
  const actions = new WebhookActions(parts);
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
