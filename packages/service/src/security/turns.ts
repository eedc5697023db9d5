/** How many requests of one client wait for their turn in one lane; more are refused. */
const mostWaiting = 50;
/** Clients that owe nothing are forgotten once there are so many. */
const mostClients = 10_000;

/** Whose turn came, until it is handed back. */
export interface Turn {
  /** Nothing is worked for it until `work`: what is sent waits for the client. */
  rest(): void;
  work(): void;
  /** Ends the turn, charges what it cost, and lets the next one of the client begin. */
  end(): void;
}

/** Why there is no turn: too many wait, or what was worked out for the client has used up its time. */
export type Refusal =
  | { readonly refused: 'waiting' }
  | { readonly refused: 'spent'; readonly seconds: number };

interface Client {
  /** Time worked for it that was not yet made good, in ms; as of `at`. */
  owed: number;
  at: number;
  readonly lanes: Map<string, (() => void)[]>;
}

/**
 * Turns at the one thread that works answers out: each client has one at a time in each lane, so that whoever asks for much waits
 * behind itself and not everybody behind it, and has so much of its time a minute. Where several work at once, time is shared
 * between them: nobody is charged for what others had.
 */
export class Turns {
  readonly #budgetMs: number;
  readonly #now: () => number;
  readonly #clients = new Map<string, Client>();
  /** Turns under way, and for how many ms each of them has had the thread since the beginning. */
  #active = 0;
  #shared = 0;
  #sharedAt: number;

  /** @param secondsPerMinute how much of the thread's time one client may have; @param now ms that go on at an even pace */
  constructor(secondsPerMinute: number, now: () => number = () => performance.now()) {
    this.#budgetMs = secondsPerMinute * 1000;
    this.#now = now;
    this.#sharedAt = now();
  }

  /** Resolves with the turn when it comes, or at once with why it does not; undefined where the signal ends the wait. */
  async take(name: string, lane: string, signal: AbortSignal): Promise<Turn | Refusal | undefined> {
    const client = this.#client(name);
    const spent = this.#spent(client);
    if (spent > 0) return { refused: 'spent', seconds: spent };
    const waiting = client.lanes.get(lane);
    if (!waiting) client.lanes.set(lane, []);
    else if (waiting.length >= mostWaiting) return { refused: 'waiting' };
    else if (!(await turnIn(waiting, signal))) return undefined;
    return this.#begin(client, lane);
  }

  #begin(client: Client, lane: string): Turn {
    let from: number | undefined;
    let ended = false;
    const work = (): void => {
      if (ended || from !== undefined) return;
      this.#advance();
      this.#active += 1;
      from = this.#shared;
    };
    const rest = (): void => {
      if (from === undefined) return;
      this.#advance();
      this.#active -= 1;
      this.#settle(client);
      client.owed += this.#shared - from;
      from = undefined;
    };
    work();
    return {
      work,
      rest,
      end: () => {
        if (ended) return;
        rest();
        ended = true;
        const next = client.lanes.get(lane)?.shift();
        if (next) next();
        else client.lanes.delete(lane);
      },
    };
  }

  /** Takes in the time gone by, to each of those that work an equal part. */
  #advance(): void {
    const now = this.#now();
    if (this.#active > 0) this.#shared += (now - this.#sharedAt) / this.#active;
    this.#sharedAt = now;
  }

  /** Makes good what time has made good since: a budget a minute. */
  #settle(client: Client): void {
    const now = this.#now();
    client.owed = Math.max(0, client.owed - ((now - client.at) / 60_000) * this.#budgetMs);
    client.at = now;
  }

  /** Whole seconds until the client owes no more than its budget again; none or less where it does not. */
  #spent(client: Client): number {
    this.#settle(client);
    const ms = Math.round(((client.owed - this.#budgetMs) / this.#budgetMs) * 60_000);
    return Math.ceil(ms / 1000);
  }

  #client(name: string): Client {
    const before = this.#clients.get(name);
    if (before) return before;
    if (this.#clients.size >= mostClients) this.#forget();
    const client: Client = { owed: 0, at: this.#now(), lanes: new Map() };
    this.#clients.set(name, client);
    return client;
  }

  #forget(): void {
    for (const [name, client] of this.#clients) {
      this.#settle(client);
      if (client.owed === 0 && client.lanes.size === 0) this.#clients.delete(name);
    }
  }
}

/** Waits in a row; false where the signal came first. */
function turnIn(waiting: (() => void)[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const called = (): void => {
      signal.removeEventListener('abort', gone);
      resolve(true);
    };
    const gone = (): void => {
      const at = waiting.indexOf(called);
      if (at >= 0) waiting.splice(at, 1);
      resolve(false);
    };
    if (signal.aborted) {
      resolve(false);
      return;
    }
    waiting.push(called);
    signal.addEventListener('abort', gone, { once: true });
  });
}
