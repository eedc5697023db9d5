import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf, startCommand, temporaryFolder, timeline } from '../support/command.ts';
import { until } from '../support/until.ts';

const folder = temporaryFolder();
const running = new Set<ChildProcess>();

beforeAll(async () => {
  const { code } = await timeline(folder.path, 'import', folder.write('nothing.jsonl', ''));
  expect([0, 1]).toContain(code);
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  folder.remove();
});

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  readonly outcome: ReturnType<typeof outcomeOf>;
  /** Waits until its log holds a text so many times. @returns the log as far as it came */
  logged(text: string, times?: number): Promise<string>;
}

/** Starts the service as a process of its own, with a log of everything. */
async function serve(
  ...settings: readonly (readonly [name: string, value: unknown])[]
): Promise<Served> {
  const config = folder.write(
    'settings.json',
    JSON.stringify({ port: 0, logLevel: 'info', ...Object.fromEntries(settings) }),
  );
  const child = startCommand(folder.path, ['serve', '--json', '--config', config]);
  running.add(child);
  const outcome = outcomeOf(child);
  let log = '';
  child.stderr!.on('data', (part) => {
    log += String(part);
  });
  const logged = async (text: string, times = 1) => {
    await until(`for the log to say "${text}"`, () => log.split(text).length > times);
    return log;
  };
  const [line] = (await once(child.stdout!, 'data')) as [string];
  return { child, outcome, logged, url: (JSON.parse(line) as { url: string }).url };
}

/** The lines of a log, each an object. */
function linesOf(log: string): readonly Readonly<Record<string, unknown>>[] {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** One that is asked by several tests until one of them ends it: starting one is most of what they cost. */
let shared: Served;
beforeAll(async () => {
  shared = await serve();
});

describe('the log of the service', () => {
  it('tells of every request by an id, and never of a token or of what was typed', async () => {
    const { url, logged } = shared;
    const token = `timeline_abcdefghjk_${'s3cret'.repeat(8).slice(0, 43)}`;
    const headers = { authorization: `Bearer ${token}`, cookie: 'who=Jane-Person' };
    const answer = await fetch(`${url}/api/events?authority=Jane-Person&cursor=${token}`, {
      headers,
    });
    const { instance } = (await answer.json()) as { readonly instance: string };
    await fetch(`${url}/nothing/${token}?name=Jane-Person`);
    const log = await logged('"request completed"}\n', 2);
    const lines = linesOf(log);
    const id = instance.replace('urn:timeline:request:', '');
    const own = lines.filter(({ reqId }) => reqId === id);
    expect(own.map(({ msg }) => msg)).toEqual([
      'incoming request',
      'a token was refused',
      'a request was refused',
      'request completed',
    ]);
    expect(own[0]!.req).toEqual({ id, method: 'GET', path: '/api/events', address: '127.0.0.1' });
    expect(log).toContain('timeline_abcdefghjk_[struck out]');
    expect(log).not.toMatch(/s3cret|Jane|cookie|authorization/i);
  });
});

describe('a service that is told to stop', () => {
  /** A connection on which a whole request and a part of the next were read: they were sent in one piece. */
  async function halfway(url: string): Promise<Socket> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const request = `GET /health/live HTTP/1.1\r\nhost: ${host}\r\n`;
    socket.write(`${request}\r\n${request}`);
    let answer = '';
    const onData = (part: Buffer): void => {
      answer += String(part);
    };
    socket.on('data', onData);
    await until('for the first request to be answered', () => answer.endsWith('{"status":"live"}'));
    socket.off('data', onData);
    return socket;
  }

  it('answers what is under way, ends a subscription with the id from which it goes on, and takes nothing more', async () => {
    const { child, url, outcome } = shared;
    const subscription = await fetch(`${url}/api/subscribe/events`);
    let told = '';
    const reading = (async () => {
      for await (const chunk of subscription.body!) told += Buffer.from(chunk).toString();
    })();
    await until('for the subscription to catch up', () => told.includes('event: caught-up'));
    const socket = await halfway(url);
    child.kill('SIGTERM');
    await reading;
    expect(told).toMatch(
      /event: end\nid: \S*\ndata: \{"checkpoint":"[^"]*","why":"shutdown"\}\n\n$/,
    );
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    socket.write('\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*\{"status":"live"\}$/);
    const { code, signal } = await outcome;
    expect([code, signal]).toEqual([0, null]);
  });

  it('cuts off what does not end within the limit, and says so in its log', async () => {
    const { child, url, outcome } = await serve(['shutdownSeconds', 1]);
    const socket = await halfway(url);
    const closed = once(socket, 'close');
    child.kill('SIGTERM');
    await closed;
    const { code, stderr } = await outcome;
    expect(code).toBe(0);
    expect(stderr).toContain('cut off');
  });

  it('twice ends at once', async () => {
    const { child, url, outcome, logged } = await serve(['shutdownSeconds', 3600]);
    const socket = await halfway(url);
    socket.on('error', () => {});
    child.kill('SIGTERM');
    await logged('the service ends');
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    const { signal } = await outcome;
    expect(signal).toBe('SIGTERM');
  });
});
