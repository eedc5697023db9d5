import { Once } from '../commands/once.ts';
import type { Concern, ServiceContext } from '../context/context.ts';
import { WebhookActions } from './actions.ts';
import { partsOf } from './at-hand.ts';
import { WebhookDispatcher } from './dispatcher.ts';
import { webhookRoutes } from './routes.ts';

const ofService = new WeakMap<ServiceContext, WebhookActions>();

/** What people do with the webhooks of a service, once the service has them. */
export function webhookActionsOf(context: ServiceContext): WebhookActions | undefined {
  return ofService.get(context);
}

/** Sends what is wanted to whoever asked for it, signed, until they have taken it. */
export const webhooks: Concern = (context) => async (app) => {
  const parts = partsOf(context, context.closing);
  const { book, secrets, agent } = parts;
  const actions = new WebhookActions(parts);
  ofService.set(context, actions);
  const onTrouble = (error: unknown, webhook?: string): void => {
    if (webhook === undefined) {
      app.log.warn({ err: error }, 'webhooks cannot be delivered at present');
      return;
    }
    app.log.error(
      { err: error, webhook },
      'deliveries of a webhook stand still, and are tried again every 5 seconds: do what the error says; if it says nothing to do, report it with this line',
    );
  };
  const delivering = new WebhookDispatcher({
    context,
    book,
    secrets,
    agent,
    onTrouble,
  });
  app.addHook('onReady', async () => delivering.start());
  app.addHook('onClose', async () => {
    await delivering.stop();
    await agent.destroy();
  });
  await app.register(webhookRoutes(actions, new Once(context)));
};
