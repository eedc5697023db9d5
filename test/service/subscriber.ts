import { get, type IncomingMessage } from 'node:http';

/** One message of a stream as it came over the wire. */
export interface Heard {
  readonly id: string;
  /** `message` where it has no name of its own. */
  readonly name: string;
  readonly data: string;
}

/** A client of server-sent events that keeps what it hears, and can be cut off at any byte. */
export interface Subscriber {
  readonly heard: readonly Heard[];
  /** Messages without a name, as CloudEvents. */
  readonly events: readonly CloudEvent[];
  readonly status: number;
  /** Id of the last message that came whole. */
  readonly lastId: string;
  /** Resolves when the condition holds of what was heard; rejects where the stream ends before. */
  until(condition: (subscriber: Subscriber) => boolean): Promise<void>;
  /** Resolves when the stream has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Stops taking anything from the socket, or takes again. */
  pause(): void;
  resume(): void;
  cut(): void;
}

export interface CloudEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time?: string;
  readonly data: unknown;
}

/** Opens a subscription and resolves once its headers are there. */
export async function subscribeTo(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Subscriber> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).on('error', reject);
  });
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let over = false;
  let lastId = headers['last-event-id'] ?? '';
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const message = read(text.slice(0, end));
      text = text.slice(end + 2);
      if (!message) continue;
      heard.push(message);
      lastId = message.id;
    }
    for (const wake of [...waiting]) wake();
  });
  const ended = new Promise<void>((resolve) => {
    response.on('close', () => {
      over = true;
      for (const wake of [...waiting]) wake();
      resolve();
    });
    response.on('error', () => undefined);
  });
  const subscriber: Subscriber = {
    heard,
    ended,
    status: response.statusCode ?? 0,
    get lastId() {
      return lastId;
    },
    get events() {
      return heard.flatMap(({ name, data }) =>
        name === 'message' ? [JSON.parse(data) as CloudEvent] : [],
      );
    },
    until(condition) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (condition(subscriber)) resolve();
          else if (over) reject(new Error(`the stream ended after ${heard.length} messages`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      });
    },
    pause: () => response.pause(),
    resume: () => response.resume(),
    cut: () => response.destroy(),
  };
  return subscriber;
}

function read(block: string): Heard | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
    if (name !== '') fields.set(name, value);
  }
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { id: fields.get('id') ?? '', name: fields.get('event') ?? 'message', data };
}

/** True once all that there was has been told. */
export function caughtUp({ heard }: Subscriber): boolean {
  return heard.some(({ name }) => name === 'caught-up');
}
