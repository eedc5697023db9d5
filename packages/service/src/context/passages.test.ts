import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { expect, it } from 'vitest';
import { passagesOf } from './passages.ts';

it('a document that many ask for at once is read once, and no two at one time', async () => {
  const kept = createMemoryDocumentStore();
  const [first, second] = await Promise.all(
    ['one\ntwo\nthree\n', 'four\nfive\nsix\n'].map((text) => kept.put(Buffer.from(text))),
  );
  const read: string[] = [];
  let [open, most] = [0, 0];
  const documents = {
    ...kept,
    async get(id: string) {
      read.push(id);
      open += 1;
      most = Math.max(most, open);
      await new Promise((go) => setImmediate(go));
      open -= 1;
      return kept.get(id);
    },
  };
  const ask = passagesOf(documents);
  const asked = [first, second, first, second, first].map((id) => ask(String(id), ['line 2']));
  const texts = (await Promise.all(asked)).map(([lines]) => lines?.map(({ text }) => text));
  expect(texts[0]).toEqual(['one', 'two', 'three']);
  expect(texts[3]).toEqual(['four', 'five', 'six']);
  expect(read).toEqual([first, second]);
  expect(most).toBe(1);
});

it('goes on after a document that cannot be read', async () => {
  const kept = createMemoryDocumentStore();
  const id = await kept.put(Buffer.from('one\n'));
  let failed = false;
  const documents = {
    ...kept,
    async get(wanted: string) {
      if (failed) return kept.get(wanted);
      failed = true;
      throw new Error('the disk is away');
    },
  };
  const ask = passagesOf(documents);
  const [first, second] = await Promise.allSettled([
    ask(String(id), ['line 1']),
    ask(String(id), ['line 1']),
  ]);
  expect(first.status).toBe('rejected');
  expect(second).toMatchObject({ status: 'fulfilled', value: [[{ text: 'one' }]] });
});
