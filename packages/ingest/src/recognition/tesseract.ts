import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { whenAwakeFor } from '@monitoring-timeline/core';
import { dotsAnInch } from './pages.ts';
import { RecognitionFailed, RecognitionMissing, type TextRecognition } from './recognition.ts';

/** How much of one page is taken before its program is ended. */
export interface TesseractLimits {
  /** By the clock, in milliseconds: a page of print takes some seconds. */
  readonly milliseconds: number;
  /** What it may write of one page, in bytes. */
  readonly bytes: number;
}

const usual: TesseractLimits = { milliseconds: 120_000, bytes: 16 * 1024 * 1024 };

/** Pages that are not read again at once: what was tried is then imported, what was read is shown. */
const mostKept = 200;

/** Where Tesseract is installed, among the folders that programs are looked for in. */
export function findTesseract(path = process.env.PATH ?? ''): string | undefined {
  const names = process.platform === 'win32' ? ['tesseract.exe'] : ['tesseract'];
  for (const folder of path.split(delimiter)) {
    // a folder that is named by where somebody stands may hold anybody's program
    if (folder === '' || folder === '.') continue;
    for (const name of names) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // the next folder may have it
      }
    }
  }
  return undefined;
}

/** So many at once: each keeps one core busy. */
class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

/**
 * Tesseract as it is installed on this machine (`tesseract`, Apache 2.0): a process for each page, which is given the picture and
 * nothing else, and as many at once as there are cores.
 * @throws RecognitionMissing
 */
export function openTesseract({
  path,
  limits = usual,
}: {
  /** Folders that it is looked for in; default those of this process. */
  readonly path?: string | undefined;
  readonly limits?: TesseractLimits | undefined;
} = {}): TextRecognition {
  const command = findTesseract(path);
  if (command === undefined) {
    throw new RecognitionMissing(
      'Pictures of pages are read by Tesseract, which is not installed here. Install it (`apt-get install tesseract-ocr`, `dnf install tesseract`, `brew install tesseract`), so that `tesseract --version` answers, and try again; or leave the text recognition out.',
    );
  }
  const turns = new Turns(availableParallelism());
  const read = new Map<string, Promise<string>>();
  return {
    wordsIn(png) {
      const key = hash('sha256', png);
      const before = read.get(key);
      if (before) return before;
      const words = turns.take(() => run(command, png, limits));
      read.set(key, words);
      if (read.size > mostKept) read.delete([...read.keys()][0] ?? '');
      // what failed may be tried again
      words.catch(() => read.delete(key));
      return words;
    },
  };
}

function run(command: string, png: Uint8Array, limits: TesseractLimits): Promise<string> {
  const { PATH = '', TESSDATA_PREFIX } = process.env;
  const child = spawn(
    command,
    ['stdin', 'stdout', '--dpi', String(dotsAnInch), '-l', 'eng', 'tsv'],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      // the cores are shared out by pages
      env: { PATH, OMP_THREAD_LIMIT: '1', ...(TESSDATA_PREFIX ? { TESSDATA_PREFIX } : {}) },
    },
  );
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    let told = '';
    const fail = (reason: string, message: string): void => {
      child.kill('SIGKILL');
      reject(new RecognitionFailed(reason, message));
    };
    const endWaiting = whenAwakeFor(limits.milliseconds, () =>
      fail(
        'too_slow',
        `Its text was not recognised within ${Math.round(limits.milliseconds / 1000)} seconds a page, so it was left.`,
      ),
    );
    child.stdout.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= limits.bytes) pieces.push(piece);
      else fail('too_much_text', 'More text was recognised on one page than any page holds.');
    });
    child.stderr.on('data', (piece: Buffer) => {
      told = (told + piece.toString('utf8')).slice(0, 1000);
    });
    // a program that ends before it read the picture is told of by how it ended
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => fail('recognition_failed', failure(error.message)));
    child.on('close', (code) => {
      endWaiting();
      if (code === 0) resolve(Buffer.concat(pieces).toString('utf8'));
      else fail('recognition_failed', failure(told));
    });
    child.stdin.end(png);
  });
}

function failure(told: string): string {
  const why = told.trim().split('\n')[0]?.slice(0, 200) ?? '';
  return `Tesseract failed on a page (${why || 'it says not why'}). Its language data for English may be missing: \`tesseract --list-langs\` must name eng.`;
}
