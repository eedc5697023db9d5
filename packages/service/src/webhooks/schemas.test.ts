import { expect, it } from 'vitest';
import { webhookChange, webhookWanted } from './schemas.ts';

it.each(['Bo\u0000ard', 'Board\r\nto: all', '\u001b[31mBoard', 'Bo\u0085ard'])(
  'a name with a control character is refused: %j',
  (name) => {
    const given = { url: 'https://example.org/hook', topic: 'notices', name };
    for (const found of [webhookWanted.safeParse(given), webhookChange.safeParse({ name })]) {
      expect(found.error?.issues).toMatchObject([
        { path: ['name'], message: expect.stringContaining('control characters') },
      ]);
    }
  },
);

it('a name may hold any letters', () => {
  expect(webhookChange.parse({ name: ' Bwrdd Cyngor Caerdydd – ŵ 🙂 ' }).name).toBe(
    'Bwrdd Cyngor Caerdydd – ŵ 🙂',
  );
});
