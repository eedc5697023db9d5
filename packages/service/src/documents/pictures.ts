import {
  openReaders,
  type PictureWanted,
  pictureOf,
  type ReaderPool,
} from '@monitoring-timeline/ingest';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';

/** Pictures that may wait for the one that is drawn. */
const mostWaiting = 30;

/** Draws pages one after the other in a thread of its own, which starts with the first. */
export class Pictures {
  #pool: Promise<ReaderPool> | undefined;
  readonly #context: ServiceContext;
  #waiting = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** The thread that draws, which reads passages too. */
  get pool(): Promise<ReaderPool> {
    this.#pool ??= openReaders(1);
    return this.#pool;
  }

  /** @throws RequestProblem 503 while too many wait; those of `pictureOf` */
  async of(sha256: string, wanted: PictureWanted): Promise<Uint8Array> {
    if (this.#waiting >= mostWaiting) {
      throw new RequestProblem(
        503,
        'TooManyPictures',
        `${mostWaiting} pictures wait to be drawn. Ask again in a few seconds.`,
        { 'retry-after': '5' },
      );
    }
    this.#waiting += 1;
    try {
      const { documents, pictures, kinds } = this.#context;
      const { recognition } = kinds;
      const pool = await this.pool;
      return await pictureOf(documents, sha256, wanted, { pool, cache: pictures, recognition });
    } finally {
      this.#waiting -= 1;
    }
  }

  async close(): Promise<void> {
    await (await this.#pool)?.close();
  }
}
