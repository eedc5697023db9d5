import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TextPage } from '../documents/model.ts';
import { UnreadableFile } from './lines.ts';
import type { PdfLimits } from './pdf-limits.ts';
import type { PdfAnswer, PdfOrder } from './pdf-worker.ts';

/** Readers of PDF pages in threads, one per core, which keep a bad file from harming anything but itself. */
export interface PdfPool {
  /**
   * The pages of a file. Files wait their turn; one that takes too long or too much memory ends its own worker only.
   * @throws UnreadableFile with the reason
   */
  pagesOf(path: string): Promise<readonly TextPage[]>;
  /** Ends the workers; whatever still waits is refused. */
  close(): Promise<void>;
}

interface Job {
  readonly path: string;
  resolve(pages: readonly TextPage[]): void;
  reject(error: Error): void;
}

// the same code runs from its sources and as built
const workerFile = new URL(
  `./pdf-worker${extname(fileURLToPath(import.meta.url))}`,
  import.meta.url,
);

/** One worker thread and the job it is at. Started with its first job and again after it was ended. */
class Lane {
  readonly #limits: PdfLimits;
  readonly #idle: () => void;
  #worker: Worker | undefined;
  #job: Job | undefined;
  #timer: NodeJS.Timeout | undefined;
  #orders = 0;

  constructor(limits: PdfLimits, idle: () => void) {
    this.#limits = limits;
    this.#idle = idle;
  }

  get busy(): boolean {
    return this.#job !== undefined;
  }

  take(job: Job): void {
    this.#job = job;
    this.#orders += 1;
    this.#worker ??= this.#start();
    this.#worker.ref();
    const { milliseconds } = this.#limits;
    this.#timer = setTimeout(() => {
      const seconds = Math.round(milliseconds / 100) / 10;
      const message = `The PDF was not read within ${seconds} seconds, so it was left. It may be damaged or made to exhaust its reader.`;
      this.#refuse('too_slow', message);
    }, milliseconds);
    const order: PdfOrder = { id: this.#orders, path: job.path, limits: this.#limits };
    this.#worker.postMessage(order);
  }

  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(workerFile, {
      resourceLimits: {
        maxOldGenerationSizeMb: this.#limits.megabytes,
        maxYoungGenerationSizeMb: 32,
      },
      // what pdf.js writes about a bad file must not mix with an answer on standard output
      stdout: true,
      stderr: true,
    });
    worker.on('message', (answer: PdfAnswer) => {
      if (worker === this.#worker && answer.id === this.#orders) this.#answer(answer);
    });
    worker.on('error', (error) => {
      if (worker !== this.#worker) return;
      const code = (error as NodeJS.ErrnoException).code;
      const message =
        code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `The PDF needs more than ${this.#limits.megabytes} MB to be read, so it was left.`
          : `The PDF made its reader fail (${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}).`;
      this.#refuse(
        code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : 'damaged_pdf',
        message,
      );
    });
    worker.on('exit', () => {
      if (worker === this.#worker) this.#refuse('damaged_pdf', 'The PDF ended its reader.');
    });
    return worker;
  }

  #answer(answer: PdfAnswer): void {
    const job = this.#done();
    // an idle worker keeps nobody from leaving
    this.#worker?.unref();
    if ('pages' in answer) job?.resolve(answer.pages);
    else job?.reject(new UnreadableFile(answer.reason, answer.message));
    this.#idle();
  }

  #refuse(reason: string, message: string): void {
    const job = this.#done();
    void this.end();
    job?.reject(new UnreadableFile(reason, message));
    this.#idle();
  }

  #done(): Job | undefined {
    clearTimeout(this.#timer);
    const job = this.#job;
    this.#job = undefined;
    return job;
  }
}

/** A pool of PDF readers; no thread is started before the first file. */
export function createPdfPool(limits: PdfLimits, size = availableParallelism()): PdfPool {
  const waiting: Job[] = [];
  let closed = false;
  const next = (): void => {
    for (const lane of lanes) {
      if (lane.busy) continue;
      const job = waiting.shift();
      if (!job) return;
      lane.take(job);
    }
  };
  const lanes = Array.from({ length: Math.max(1, size) }, () => new Lane(limits, next));
  const refusal = (): UnreadableFile =>
    new UnreadableFile('not_read', 'Reading was ended before this file had its turn.');
  return {
    pagesOf(path) {
      if (closed) return Promise.reject(refusal());
      return new Promise((resolve, reject) => {
        waiting.push({ path, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(refusal());
      await Promise.all(lanes.map((lane) => lane.end()));
    },
  };
}
