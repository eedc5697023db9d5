import { randomBytes } from 'node:crypto';
import { sealedState } from '@monitoring-timeline/core/shared-state';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { describe, expect, it } from 'vitest';
import { webhookSecrets } from '../context/secrecy.ts';
import { Secrets } from './secrets.ts';

describe('secrets whose key was lost', () => {
  const now = Date.parse('2026-01-01T12:00:00Z');
  const beneath = createMemoryStateStore();
  const parts = new Set([webhookSecrets]);
  const withKey = (key?: Buffer) =>
    new Secrets(sealedState(beneath, { log: 'log', parts, key, plain: false }), 'log');

  it('are made anew, one by one, as the error advises', async () => {
    const lost = withKey(randomBytes(32));
    for (const webhook of ['one', 'two']) await lost.renew(webhook, now);
    const secrets = withKey(randomBytes(32));
    expect(await secrets.unusable()).toContain('give each webhook a new secret');
    await expect(secrets.headers('one', 'm', '{}', now)).rejects.toThrow('new secret');
    for (const webhook of ['one', 'two']) await secrets.renew(webhook, now);
    expect(await secrets.unusable()).toBeUndefined();
    expect(await secrets.headers('one', 'm', '{}', now)).toHaveProperty('webhook-signature');
    expect(await secrets.rotatingUntil('one', now)).toBeNull();
  });

  it('are not made without any key', async () => {
    await expect(withKey().renew('one', now)).rejects.toMatchObject({ code: 'SecretsNeedKey' });
  });
});
