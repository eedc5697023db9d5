import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Brief } from './document.ts';

// the same code runs from its sources and as built
const workerFile = new URL(
  `./docx-worker${extname(fileURLToPath(import.meta.url))}`,
  import.meta.url,
);

let before: Promise<unknown> = Promise.resolve();

/**
 * A brief as a document for Word, written in a thread of its own: the library that writes it works at one stretch, for longer than
 * others should wait. One at a time, whoever asks.
 */
export function briefDocxInThread(brief: Brief): Promise<Uint8Array> {
  const made = before.then(() => inThread(brief));
  before = made.catch(() => undefined);
  return made;
}

async function inThread(brief: Brief): Promise<Uint8Array> {
  const worker = new Worker(workerFile, {
    workerData: brief,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const [bytes] = (await once(worker, 'message')) as [Uint8Array];
  return bytes;
}
