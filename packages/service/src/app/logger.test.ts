import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../config/index.ts';
import { logger, withoutTokens } from './logger.ts';

const token = `timeline_abcdefghjk_${'A-b_0'.repeat(9).slice(0, 43)}`;

/** The lines that a service writes, by its own settings. */
function written(log: (app: ReturnType<typeof fastify>) => void): string {
  const lines: string[] = [];
  const options = logger(readSettings({ flags: { logLevel: 'info' } }));
  const stream = { write: (line: string) => void lines.push(withoutTokens(line)) };
  log(fastify({ logger: { ...(options as object), stream } }));
  return lines.join('');
}

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');

describe('a line of the log', () => {
  it('holds no secret, under whichever name and however deep an object holds it', () => {
    const text = written(({ log }) => {
      log.info({ token: 'hidden', caller: { secret: 'hidden', id: 'shown' } }, 'one');
      log.warn({ a: { b: { authorization: 'hidden' } }, headers: { cookie: 'hidden' } }, 'two');
      log.error({ err: new Error(`could not use ${token}`), query: { name: 'hidden' } }, 'three');
    });
    expect(text.split('\n').filter((line) => line !== '')).toHaveLength(3);
    expect(text).not.toContain('hidden');
    expect(text).not.toContain('A-b_0');
    expect(text).toContain('"id":"shown"');
    expect(text).toContain('[Redacted]');
    expect(text).toContain('could not use timeline_abcdefghjk_[struck out]');
  });

  it.each([
    ['an underscore', (text: string) => text.replaceAll('_', '%5F')],
    ['an underscore twice over', (text: string) => text.replaceAll('_', '%255f')],
    ['every character', (text: string) => text.replaceAll(/./g, (one) => `%${hex(one)}`)],
  ])('holds no token of which %s is percent-encoded', (_what, encode) => {
    const text = withoutTokens(`GET /api/${encode(token)}/x`);
    expect(text).toMatch(/\[struck out\]\/x$/);
    expect(text.length).toBeLessThan(100);
  });

  it('holds no word that ends the mails of somebody', () => {
    const text = written(({ log }) => {
      const req = {
        method: 'POST',
        url: '/digests/off/a-word?b=c',
        id: '1',
        ip: '::1',
        headers: {},
      };
      log.info({ req: req as never }, 'one');
    });
    expect(text).toContain('"path":"/digests/off/[struck out]"');
  });

  it('is not written at all where the log is silent', () => {
    expect(logger(readSettings({ flags: { logLevel: 'silent' } }))).toBe(false);
  });
});
