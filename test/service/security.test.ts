import { connect } from 'node:net';
import { operationsStream } from '@monitoring-timeline/core';
import { revokeToken } from '@monitoring-timeline/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing, storeOf } from './serving.ts';

let open: Serving;
let closed: Serving;

beforeAll(async () => {
  open = await startServing({ store: await storeOf([]) });
  closed = await startServing({ store: await storeOf([]) }, { reading: 'closed' });
});
afterAll(async () => {
  await open.stop();
  await closed.stop();
});

const changer = (serving: Serving) => ({
  store: serving.parts.store,
  actor: { kind: 'person', name: 'tester' } as const,
  now: new Date(),
});

describe('reading', () => {
  it('needs no token where it is open, and any token where it is closed', async () => {
    expect((await open.ask('/api/coverage')).status).toBe(200);
    const refused = await closed.ask('/api/coverage');
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="timeline"');
    const headers = await closed.bearer('reader');
    expect((await closed.ask('/api/coverage', { headers })).status).toBe(200);
  });

  it('is refused to a token that is unknown, malformed, expired or revoked, also where reading is open', async () => {
    const headers = await open.bearer('reader');
    const text = headers.authorization!;
    const last = text.endsWith('A') ? 'B' : 'A';
    const wrong = [`${text.slice(0, -1)}${last}`, 'Bearer x', 'Basic dXNlcjpwYXNz', 'Bearer'];
    for (const authorization of wrong) {
      const refused = await open.ask('/api/coverage', { headers: { authorization } });
      expect({ authorization, status: refused.status }).toEqual({ authorization, status: 401 });
      expect(refused.headers['www-authenticate']).toContain('invalid_token');
      expect(refused.text).not.toContain('timeline_');
    }
    expect((await open.ask('/api/coverage', { headers })).status).toBe(200);
    await revokeToken(text.split('_')[1]!, changer(open));
    expect((await open.ask('/api/coverage', { headers })).status).toBe(401);
  });
});

describe('the log of operations', () => {
  it('tells who gave out and took back a token, by its hash alone', async () => {
    const { authorization } = (await open.bearer('editor')) as { authorization: string };
    const [, id, secret] = /_([a-z0-9]{10})_(.+)$/.exec(authorization)!;
    await revokeToken(id!, changer(open));
    await revokeToken(id!, changer(open));
    const events = await open.parts.store.readStream(operationsStream);
    const own = events.filter(({ event }) => event.data.token === id);
    expect(own.map(({ event }) => [event.data.change, event.actor])).toEqual([
      ['created', { kind: 'person', name: 'tester' }],
      ['revoked', { kind: 'person', name: 'tester' }],
    ]);
    expect(own[0]!.event.data.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(events)).not.toContain(secret);
  });
});

describe('every answer', () => {
  it('forbids browsers to load anything from elsewhere, to frame it, or to show it to another origin', async () => {
    const { headers } = await open.ask('/api/coverage', {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is refused to a name that is not of this machine, which a page on the web could point at it', async () => {
    const port = new URL(open.url).port;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect((await open.ask('/api/coverage', { headers: { host } })).status).toBe(200);
    }
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'x y']) {
      const { status, headers } = await open.ask('/api/coverage', { headers: { host } });
      expect({ host, status }).toEqual({ host, status: 421 });
      expect(headers['content-type']).toContain('application/problem+json');
    }
  });
});

describe('an error', () => {
  it.each([
    ['an address where there is nothing', 404, '/api/nothing', {}],
    ['a method that an address does not take', 405, '/api/due', { method: 'DELETE' }],
    ['an address that is too long', 414, `/api/due?rule=${'x'.repeat(5000)}`, {}],
    ['a percent sign without its digits', 400, '/api/authorities/%zz/standing', {}],
    ['a parameter that there is not', 400, '/api/due?colour=red', {}],
    ['a form in which no answer is given', 406, '/api/due', { headers: { accept: 'image/png' } }],
  ] as const)('because of %s is told as problem details', async (_, status, path, asking) => {
    const answer = await open.ask(path, asking);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    const problem = answer.json<Record<string, unknown>>();
    expect(problem).toMatchObject({ status, code: expect.any(String), title: expect.any(String) });
    expect(String(problem.detail).length).toBeGreaterThan(20);
    expect(answer.text).not.toMatch(/node_modules|\.ts:\d|FST_/);
  });

  it('names the methods that an address takes', async () => {
    const { headers } = await open.ask('/api/due', { method: 'POST' });
    expect(headers.allow).toBe('GET, HEAD');
  });

  it('because of bytes that are no request is told as problem details too', async () => {
    const { port } = new URL(open.url);
    const text = await new Promise<string>((resolve, reject) => {
      let all = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('no request\r\n\r\n'));
      socket.setEncoding('utf8').on('data', (part) => {
        all += part;
      });
      socket.on('end', () => resolve(all)).on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(text.split('\r\n\r\n')[1]!)).toMatchObject({
      status: 400,
      code: 'NoRequest',
    });
  });
});

describe('pages of another origin', () => {
  it('may read answers where the operator names it, and nothing else', async () => {
    const origins = ['https://board.example'];
    const serving = await startServing({ store: await storeOf([]) }, { origins });
    try {
      const allowed = async (origin: string, method = 'GET') => {
        const asking = {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': method },
        };
        const { headers } = await serving.ask('/api/coverage', asking as never);
        return [headers['access-control-allow-origin'], headers['access-control-allow-methods']];
      };
      expect(await allowed(origins[0]!)).toEqual([origins[0], 'GET, HEAD']);
      expect((await allowed('https://evil.example'))[0]).toBeUndefined();
      const { headers } = await serving.ask('/api/coverage', { headers: { origin: origins[0]! } });
      expect(headers['access-control-allow-origin']).toBe(origins[0]);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    } finally {
      await serving.stop();
    }
  });
});

describe('limits', () => {
  it('count requests by address and by token, also those for nothing and those with a wrong token', async () => {
    const serving = await startServing(
      { store: await storeOf([]) },
      { ratePerMinute: 3, tokenRatePerMinute: 2 },
    );
    try {
      const headers = await serving.bearer('reader');
      const statuses = [];
      for (const path of ['/api/coverage', '/api/nothing']) {
        statuses.push((await serving.ask(path)).status);
      }
      const wrong = { authorization: 'Bearer x' };
      statuses.push((await serving.ask('/api/coverage', { headers: wrong })).status);
      const limited = await serving.ask('/api/coverage');
      expect([...statuses, limited.status]).toEqual([200, 404, 401, 429]);
      expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
      expect(limited.json()).toMatchObject({ status: 429, code: 'TooManyRequests' });
      const own = [];
      for (let n = 0; n < 3; n++)
        own.push((await serving.ask('/api/coverage', { headers })).status);
      expect(own).toEqual([200, 200, 429]);
    } finally {
      await serving.stop();
    }
  });

  it('cut off a client that sends its request a byte at a time', async () => {
    const serving = await startServing({ store: await storeOf([]) }, { requestSeconds: 1 });
    try {
      const { port } = new URL(serving.url);
      const answer = await new Promise<string>((resolve, reject) => {
        let all = '';
        const socket = connect(Number(port), '127.0.0.1');
        // all before the limit: what is written after the answer would reset the connection, and the answer with it
        for (const ms of [100, 200, 300, 400]) setTimeout(() => socket.write('x'), ms);
        socket.write('GET /api/coverage HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
        socket.setEncoding('utf8').on('data', (part) => {
          all += part;
        });
        socket.on('close', () => resolve(all));
        socket.on('error', (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
        });
      });
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      await serving.stop();
    }
  });
});
