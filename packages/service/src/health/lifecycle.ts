import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

interface Work {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/**
 * How a service begins and ends. It begins by listening, then what was registered with `onListen` runs. It ends in this order: readiness says no and `closing` aborts, at which long answers end with what resumes
 * them; what was registered with `onShutdown` runs, the last registered first; no connection is accepted any more, and
 * requests under way are answered. All of that has one limit of time, after which connections are cut.
 */
export class Lifecycle {
  readonly #controller = new AbortController();
  readonly #begun: (() => Promise<void> | void)[] = [];
  readonly #works: Work[] = [];
  #ended: Promise<void> | undefined;
  /** Where health and metrics are served by themselves; absent where they are not, and before the service listens. */
  metricsUrl: string | undefined;

  /** Aborts when the service begins to end. */
  get closing(): AbortSignal {
    return this.#controller.signal;
  }

  /** Has work done once the service listens; where it fails, the service does not begin. */
  onListen(run: () => Promise<void> | void): void {
    this.#begun.push(run);
  }

  /** Does what was to be done once the service listens. */
  async begin(): Promise<void> {
    for (const run of this.#begun) await run();
  }

  /** Has work done when the service ends, before its last requests are waited for. */
  onShutdown(name: string, run: Work['run']): void {
    this.#works.push({ name, run });
  }

  /** Ends a server; asked again, it waits for the same end. */
  end(app: FastifyInstance, limitMs: number): Promise<void> {
    this.#ended ??= this.#end(app, limitMs);
    return this.#ended;
  }

  async #end(app: FastifyInstance, limitMs: number): Promise<void> {
    app.log.info('the service ends: open answers are ended, requests under way are answered');
    this.#controller.abort();
    const cut = setTimeout(() => {
      app.log.warn('requests that were under way at the end of the limit were cut off');
      app.server.closeAllConnections();
    }, limitMs);
    try {
      const closed = app.close();
      for (const work of this.#works.toReversed()) await ended(work, limitMs, app.log);
      await closed;
    } finally {
      clearTimeout(cut);
    }
  }
}

/** Waits for a piece of work, but no longer than the limit; its failure stops nothing else from ending. */
async function ended({ name, run }: Work, limitMs: number, log: FastifyBaseLogger): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log.warn({ work: name }, 'this did not end within the limit');
    late.resolve();
  }, limitMs);
  try {
    await Promise.race([run(), late.promise]);
  } catch (error) {
    log.error({ err: error, work: name }, 'this failed to end');
  } finally {
    clearTimeout(timer);
  }
}
