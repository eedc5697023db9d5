import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type EventStore,
  operationsStream,
  validateForAppend,
} from '@monitoring-timeline/core';

export type WebhookChange =
  | 'created'
  | 'changed'
  | 'paused'
  | 'resumed'
  | 'removed'
  | 'secret_rotated'
  | 'replayed'
  | 'pinged';

/** Notes in the log what was done to a webhook, and by whom. Never its secret. */
export async function noteChange(
  store: EventStore,
  { actor, now }: { readonly actor: Actor; readonly now: number },
  subscription: string,
  change: WebhookChange,
  settings?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = validateForAppend({
    id: randomUUID(),
    type: 'SubscriptionChanged',
    version: 1,
    actor,
    at: new Date(now).toISOString(),
    data: { subscription, change, ...(settings === undefined ? {} : { settings }) },
  });
  await store.append(operationsStream, [event], { expected: 'any' });
}
