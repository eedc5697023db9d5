import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Directory } from '@monitoring-timeline/core';
import type { Drawn } from '../documents/draw-out.ts';
import { odtType, pdfType, type TextPage, wordType } from '../documents/model.ts';
import type { Picture, PictureOrder } from '../pictures/draw-page.ts';
import type { FileReading } from '../proposal.ts';
import { UnreadableFile } from '../readers/lines.ts';
import type { MailRead } from '../readers/mail.ts';
import type { PdfLimits } from '../readers/pdf-limits.ts';
import { pdfiumModule } from '../readers/pdfium-module.ts';
import { keepIdle, takeIdle } from './idle-threads.ts';
import { watchMemory } from './memory-watch.ts';
import { Gathered } from './pieces.ts';
import { watchTime } from './time-watch.ts';
import type {
  DrawOrder,
  HandedOn,
  PdfAnswer,
  PdfOrder,
  PdfOutcome,
  TableOrder,
  TextOrder,
} from './worker.ts';

/**
 * Readers of documents and tables in threads, one per core, which keep a bad file from harming anything but itself. Files wait their turn; one that
 * takes too long or too much memory ends its own worker only.
 */
export interface ReaderPool {
  /**
   * The pages of a file, a PDF unless `as` says what it is.
   * @throws UnreadableFile with the reason
   */
  pagesOf(path: string, as?: TextOrder): Promise<readonly TextPage[]>;
  /**
   * What the text of a file says, drawn out beside it: the places of every word stay in the thread.
   * @throws UnreadableFile with the reason, `reader_failed` where the rules failed on the text
   */
  drawnFrom(path: string, order: DrawOrder): Promise<Drawn>;
  /**
   * What stands in the tables of a file, or the events of one of JSON lines.
   * @throws UnreadableFile with the reason, `reader_failed` where its reader failed on it
   */
  tablesIn(path: string, order: TableOrder): Promise<FileReading>;
  /**
   * A page of a PDF as a picture.
   * @throws UnreadableFile with the reason: `no_such_page`, `no_such_passage`, `too_large` and those of `pagesOf`
   */
  pictureOf(path: string, order: PictureOrder): Promise<Picture>;
  /**
   * What is taken of a mail.
   * @throws UnreadableFile with the reason
   */
  mailIn(path: string): Promise<MailRead>;
  /** Ends what is being read; whatever still waits is refused. */
  close(): Promise<void>;
}

type Read = Exclude<PdfOutcome, { readonly reason: string } | { readonly fault: Error }>;

interface Job {
  readonly path: string;
  readonly text?: TextOrder | undefined;
  readonly draw?: DrawOrder | undefined;
  readonly tables?: TableOrder | undefined;
  readonly picture?: PictureOrder | undefined;
  readonly mail?: true | undefined;
  readonly handing?: MessagePort | undefined;
  /** Called where a piece of the reading has been handed on. */
  onPiece?: (() => void) | undefined;
  resolve(read: Read): void;
  reject(error: Error): void;
}

// the same code runs from its sources and as built
const workerFile = new URL(`./worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/** The rules failed on a text: no fault of the file, and no reason to leave the files after it unread. */
function failed({ message }: Error): UnreadableFile {
  return new UnreadableFile(
    'reader_failed',
    `The rules that read documents failed on this one (${message.slice(0, 200)}). That is a fault of this program: keep the file and report it.`,
  );
}

const megabyte = 1024 * 1024;

/** How much of the heap of a worker may be used for each megabyte of its limit: the half of it is what waits to be collected. */
const heapShare = 2;

/** For what is short-lived, in megabytes: with less, what is read of one document outlives it and waits to be collected with all else. */
const youngMegabytes = 8;

/** The directory that each thread was told of last. */
const toldOf = new WeakMap<Worker, Directory | undefined>();

/** Threads that were handed PDFium. */
const withPdfium = new WeakSet<Worker>();

/** Whether a job is about a PDF, and not about a text, a mail, a table or events. */
function isPdf({ text, draw, tables, mail }: Job): boolean {
  const { mediaType = pdfType } = draw ?? text ?? {};
  return !tables && !mail && mediaType === pdfType;
}

/** One worker thread and the job it is at. Started with its first job and again after it was ended. */
class Lane {
  readonly #limits: PdfLimits;
  readonly #directory: Directory | undefined;
  readonly #idle: () => void;
  #worker: Worker | undefined;
  /** Takes off what listens to the worker. */
  #leave: (() => void) | undefined;
  #job: Job | undefined;
  #endTimeWatch: (() => void) | undefined;
  #endMemoryWatch: (() => void) | undefined;
  #orders = 0;

  constructor(limits: PdfLimits, directory: Directory | undefined, idle: () => void) {
    this.#limits = limits;
    this.#directory = directory;
    this.#idle = idle;
  }

  get busy(): boolean {
    return this.#job !== undefined;
  }

  take(job: Job): void {
    this.#job = job;
    this.#orders += 1;
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const { megabytes } = this.#limits;
    this.#endTimeWatch = watchTime(worker, this.#milliseconds, (what) =>
      this.#refuse('too_slow', what === 'worked' ? this.#tooSlow : this.#tooLongUnread),
    );
    const memory = { heap: heapShare * megabytes, buffers: megabytes };
    this.#endMemoryWatch = watchMemory(worker, memory, () =>
      this.#refuse('too_much_memory', this.#tooMuchMemory),
    );
    const { path, text, draw, tables, picture, mail, handing } = job;
    const what = { text, draw, tables, picture, mail, handing };
    const asked = { id: this.#orders, path, limits: this.#limits, ...what };
    const order: PdfOrder = { ...asked, ...this.#newDirectory(worker) };
    if (!isPdf(job) || withPdfium.has(worker)) {
      worker.postMessage(order, handing ? [handing] : []);
      return;
    }
    // compiled while the thread begins; where that fails, the thread says why
    pdfiumModule().then(
      (pdfium) => {
        withPdfium.add(worker);
        worker.postMessage({ ...order, pdfium } satisfies PdfOrder);
      },
      () => worker.postMessage(order),
    );
  }

  /** The time that the file of the job may take: a table or an export may be long, and each of its lines is checked. */
  get #milliseconds(): number {
    const { milliseconds, millisecondsPerMegabyte } = this.#limits;
    const bytes = this.#job?.tables?.bytes ?? 0;
    return milliseconds + (bytes / megabyte) * millisecondsPerMegabyte;
  }

  get #tooMuchMemory(): string {
    return `The file needs more than ${this.#limits.megabytes} MB to be read, so it was left. It may be made to exhaust its reader.`;
  }

  get #tooSlow(): string {
    const seconds = Math.round(this.#milliseconds / 100) / 10;
    return `The file was not read within ${seconds} seconds of work, so it was left. It may be damaged or made to exhaust its reader.`;
  }

  get #tooLongUnread(): string {
    return 'The file was not read though its reader had minutes for it, so it was left. Where this machine has too much to do, give it again later.';
  }

  get #damaged(): string {
    const { tables, draw, text, mail } = this.#job ?? {};
    if (mail) return 'damaged_mail';
    if (tables) return tables.format === 'workbook' ? 'damaged_workbook' : 'unreadable';
    const { mediaType = pdfType } = draw ?? text ?? {};
    if (mediaType === pdfType) return 'damaged_pdf';
    return mediaType === wordType || mediaType === odtType ? 'damaged_document' : 'unreadable';
  }

  /** Ends the thread that is at a job; one that is at none is kept for whoever reads next. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker || this.busy) return this.#end();
    this.#worker = undefined;
    this.#leave?.();
    keepIdle(worker, this.#limits.megabytes);
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #newDirectory(worker: Worker): Pick<PdfOrder, 'authorities'> {
    if (toldOf.has(worker) && toldOf.get(worker) === this.#directory) return {};
    toldOf.set(worker, this.#directory);
    return { authorities: this.#directory?.all() ?? null };
  }

  #start(): Worker {
    const cache = getCompileCacheDir();
    const worker =
      takeIdle(this.#limits.megabytes) ??
      new Worker(workerFile, {
        // what this process has compiled before, a thread need not compile again
        env: { ...process.env, ...(cache ? { NODE_COMPILE_CACHE: cache } : {}) },
        resourceLimits: {
          maxOldGenerationSizeMb: 2 * heapShare * this.#limits.megabytes,
          maxYoungGenerationSizeMb: youngMegabytes,
        },
        // what a reader writes about a bad file must not mix with an answer on standard output
        stdout: true,
        stderr: true,
      });
    const onMessage = (answer: PdfAnswer | HandedOn): void => {
      if (worker !== this.#worker || answer.id !== this.#orders) return;
      if ('workedMs' in answer) this.#answer(answer);
      else this.#job?.onPiece?.();
    };
    const onError = (error: unknown): void => {
      if (worker !== this.#worker) return;
      const code = (error as NodeJS.ErrnoException).code;
      const message =
        code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? this.#tooMuchMemory
          : `The file made its reader fail (${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}).`;
      this.#refuse(
        code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : this.#damaged,
        message,
      );
    };
    const onExit = (): void => {
      if (worker === this.#worker) this.#refuse(this.#damaged, 'The file ended its reader.');
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    this.#leave = () => worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    return worker;
  }

  #answer(answer: PdfAnswer): void {
    // one that was done before it was asked how long it worked
    if (answer.workedMs > this.#milliseconds) {
      this.#refuse('too_slow', this.#tooSlow);
      return;
    }
    const job = this.#done();
    if (answer.spent) void this.#end();
    // an idle worker keeps nobody from leaving
    this.#worker?.unref();
    if ('reason' in answer) {
      job?.reject(new UnreadableFile(answer.reason, answer.message, answer.locator));
    } else if ('fault' in answer) job?.reject(failed(answer.fault));
    else job?.resolve(answer);
    this.#idle();
  }

  #refuse(reason: string, message: string): void {
    const job = this.#done();
    void this.#end();
    job?.reject(new UnreadableFile(reason, message));
    this.#idle();
  }

  #done(): Job | undefined {
    this.#endTimeWatch?.();
    this.#endMemoryWatch?.();
    const job = this.#job;
    this.#job = undefined;
    return job;
  }
}

/**
 * A pool of readers; no thread is started before the first file, and one that is done is kept for
 * the pool after it. Authorities are those of the directory; default: the shipped one.
 */
export function createReaderPool(
  limits: PdfLimits,
  size = availableParallelism(),
  directory?: Directory,
): ReaderPool {
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
  const lanes = Array.from({ length: Math.max(1, size) }, () => new Lane(limits, directory, next));
  const refusal = (): UnreadableFile =>
    new UnreadableFile('not_read', 'Reading was ended before this file had its turn.');
  const read = (
    path: string,
    given: Omit<Job, 'path' | 'resolve' | 'reject'> = {},
  ): Promise<Read> => {
    if (closed) return Promise.reject(refusal());
    return new Promise((resolve, reject) => {
      waiting.push({ path, ...given, resolve, reject });
      next();
    });
  };
  return {
    async pagesOf(path, text) {
      return ((await read(path, { text })) as Extract<Read, { readonly pages: unknown }>).pages;
    },
    async drawnFrom(path, order) {
      return ((await read(path, { draw: order })) as Extract<Read, { readonly drawn: unknown }>)
        .drawn;
    },
    async pictureOf(path, order) {
      const answer = await read(path, { picture: order });
      return (answer as Extract<Read, { readonly picture: unknown }>).picture;
    },
    async mailIn(path) {
      return ((await read(path, { mail: true })) as Extract<Read, { readonly mail: unknown }>).mail;
    },
    async tablesIn(path, order) {
      const { port1, port2: handing } = new MessageChannel();
      const gathered = new Gathered(port1);
      const onPiece = (): void => void gathered.take();
      try {
        const answer = await read(path, { tables: order, handing, onPiece });
        const { tables, withdrawn } = answer as Extract<Read, { readonly tables: unknown }>;
        await gathered.take();
        return { ...tables, ...gathered.reading, ...(withdrawn ? { proposals: [] } : {}) };
      } finally {
        gathered.close();
      }
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(refusal());
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}
