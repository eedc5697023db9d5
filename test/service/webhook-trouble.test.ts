import { createMemoryStateStore, StateDamaged } from '@monitoring-timeline/core/state';
import { afterEach, expect, it, vi } from 'vitest';
import { until } from '../support/until.ts';
import { startReceiver } from './receiver.ts';
import { startServing, storeOf } from './serving.ts';
import { append, visit } from './small-claims.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('a webhook that stands still is told of in the log once each time that it begins, with its id, the code and what to do, and goes on by itself', async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const told = () => written.filter((line) => line.includes('stand still'));
  const beneath = createMemoryStateStore();
  const writing = { failed: 0, passed: 0, fails: false };
  const state = {
    ...beneath,
    async commit(...given: Parameters<typeof beneath.commit>) {
      if (writing.fails && /^webhook\//.test(given[0])) {
        writing.failed += 1;
        throw new StateDamaged('log.state.db', new Error('malformed'));
      }
      await beneath.commit(...given);
      if (/^webhook\//.test(given[0])) writing.passed += 1;
    },
  };
  const receiver = await startReceiver();
  const serving = await startServing(
    { store: await storeOf([]), state },
    { webhooksToPrivate: true, webhooksOverHttp: true, logLevel: 'error' },
  );
  try {
    const answer = await serving.ask('/api/webhooks', {
      method: 'POST',
      headers: { ...(await serving.bearer('editor')), 'content-type': 'application/json' },
      body: JSON.stringify({
        url: receiver.url,
        topic: 'events',
        filter: { authority: 'merton' },
      }),
    });
    const { id } = answer.json<{ id: string }>();
    /** Has it fail twice on what it need not deliver, and go on. */
    const stumble = async (authority: string) => {
      const { failed, passed } = writing;
      writing.fails = true;
      await append(serving.parts.store, visit(authority, '2026-03-01', 1));
      await until('for it to be tried twice', async () => writing.failed >= failed + 2);
      writing.fails = false;
      await until('for it to go on', async () => writing.passed > passed);
    };
    await stumble('barnet');
    expect(told()).toHaveLength(1);
    expect(JSON.parse(told()[0] ?? '')).toMatchObject({
      webhook: id,
      err: { code: 'StateDamaged', message: expect.stringContaining('log.state.db') },
      msg: expect.stringContaining('do what the error says'),
    });
    await stumble('durham');
    expect(told()).toHaveLength(2);
    await append(serving.parts.store, visit('merton', '2026-03-01', 1));
    await receiver.until(() => receiver.taken.length === 1);
  } finally {
    await serving.stop();
    await receiver.stop();
  }
});
