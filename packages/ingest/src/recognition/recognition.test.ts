import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { beforeAll, describe, expect, it } from 'vitest';
import { importPaths } from '../import.ts';
import { pictureOf } from '../pictures/index.ts';
import { acceptQuarantined, readQuarantine } from '../quarantine/index.ts';
import { openReaders } from '../reading/open-readers.ts';
import { inFolder, now, readText } from '../testing/files.ts';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { asPictures } from '../testing/pictures-pdf.ts';
import { queueDesk } from '../testing/quarantine.ts';
import { letterOnPictures, recognisedLetter } from '../testing/recognised-letter.ts';
import { recognisePages } from './pages.ts';
import { RecognitionFailed, type TextRecognition } from './recognition.ts';
import { findTesseract, openTesseract } from './tesseract.ts';
import { recognisedLines } from './words.ts';

let scan: Uint8Array;
/** The same on a small page, where it does not matter what is on the picture: it is drawn as fine as any page to be recognised. */
let stamp: Uint8Array;

beforeAll(async () => {
  const pool = await openReaders(1);
  try {
    await inFolder(async (folder) => {
      const path = join(folder, 'letter.pdf');
      await writeFile(path, pdfOf([pdfLines(letterOnPictures)]));
      scan = await asPictures(path, 1, pool);
      stamp = await asPictures(path, 1, pool, 0.1, { width: 60, height: 84 });
    });
  } finally {
    // its thread reads the documents of the tests
    await pool.close();
  }
});

/** What Tesseract said once of the letter, whatever it is shown. */
const recorded: TextRecognition = { wordsIn: () => Promise.resolve(recognisedLetter) };

describe('words that Tesseract found', () => {
  it('are put together to the lines of the page, with their places in points', () => {
    const { lines, words } = recognisedLines(recognisedLetter, 1, 300 / 72);
    expect(lines.map(({ text }) => text)).toEqual(letterOnPictures);
    expect(words).toBe(letterOnPictures.join(' ').split(' ').length);
    const set = pdfLines(letterOnPictures);
    for (const [index, { x, y }] of lines.entries()) {
      expect(Math.abs(x - (set[index]?.x ?? 0)), `left of line ${index}`).toBeLessThan(2);
      expect(Math.abs(842 - y - (set[index]?.y ?? 0)), `base of line ${index}`).toBeLessThan(1.5);
    }
  });

  it('in two blocks beside each other are the cells of one row', () => {
    const row = (cells: readonly (string | number)[]): string => cells.join('\t');
    const tsv = [
      row([4, 1, 1, 1, 1, 0, 300, 400, 150, 37, -1, '']),
      row([5, 1, 1, 1, 1, 1, 300, 400, 150, 28, 96, 'Overall']),
      row([4, 1, 2, 1, 1, 0, 900, 401, 120, 29, -1, '']),
      row([5, 1, 2, 1, 1, 1, 900, 401, 120, 29, 95, 'Good']),
    ].join('\n');
    const [line, ...others] = recognisedLines(tsv, 1, 300 / 72).lines;
    expect(line?.items.map(({ text }) => text)).toEqual(['Overall', 'Good']);
    expect(others).toEqual([]);
  });
});

describe('a document of pictures', () => {
  it('is told of and nothing else, where nobody asked for its text', async () => {
    const { proposals, problems, document } = await readText(stamp, { name: 'scan.pdf' });
    expect(problems.map(({ reason }) => reason)).toEqual(['image_only']);
    expect({ proposals, document }).toEqual({ proposals: [], document: undefined });
  });

  it('is read as far as its pictures say, no field surer than a guess, and no claim is taken', async () => {
    const reading = await readText(stamp, { name: 'scan.pdf', recognition: recorded });
    expect(reading).toMatchObject({ kind: 'monitoring_visit_letter', proposals: [] });
    const asked = reading.problems.find(({ reason }) => reason === 'recognised_text');
    expect(asked?.message).toContain('96 in 100');
    expect(asked?.claims?.map(({ type, authority }) => [type, authority])).toEqual([
      ['VisitCarriedOut', 'torbay'],
      ['ReportPublished', 'torbay'],
      // the report that the letter says it follows up
      ['ReportPublished', 'torbay'],
      ['LeadershipObserved', 'torbay'],
    ]);
    const { days, authority } = reading.document?.reading ?? {};
    expect(days).toMatchObject({
      value: { from: '2021-04-20', to: '2021-04-21' },
      confidence: 'low',
    });
    expect(authority?.confidence).toBe('low');
    expect(days?.locators[0]?.boxes?.[0]).toMatchObject({ page: 1 });
  });

  it('waits with its claims beside the picture of its page, and a person takes them', async () => {
    const [store, people] = [createMemoryStore(), createMemoryPeopleRegister()];
    const documents = createMemoryDocumentStore();
    const taken = await inFolder(async (folder) => {
      const path = join(folder, 'scan.pdf');
      await writeFile(path, scan);
      return importPaths([path], { store, people, documents, now, recognition: recorded });
    });
    expect(taken).toMatchObject({ appended: 0, recognised: 1 });
    const [item] = (await readQuarantine(store)).values();
    expect(item).toMatchObject({ reason: 'recognised_text', proposed: { kind: 'claims' } });
    const locators = [item?.locator ?? ''];
    const pool = await openReaders(1);
    const png = await pictureOf(documents, item?.sha256 ?? '', { locators }, { pool });
    // where the lines of a picture stand is not kept: the whole page is shown
    expect(Buffer.from(png).readUInt32BE(20)).toBe(Math.round(842 * 1.5));
    const wanted = { locators, part: 'passage' } as const;
    const shown = (recognition: TextRecognition) =>
      pictureOf(documents, item?.sha256 ?? '', wanted, { pool, recognition });
    // recognised again they are found, and only the passage is drawn
    const passage = Buffer.from(await shown(recorded)).readUInt32BE(20);
    expect(passage).toBeGreaterThan(60 * 1.5);
    expect(passage).toBeLessThan(421 * 1.5);
    const failing = () => Promise.reject(new RecognitionFailed('too_slow', 'It took too long.'));
    const whole = Buffer.from(await shown({ wordsIn: failing }));
    expect(whole.readUInt32BE(20)).toBe(Math.round(842 * 1.5));
    await pool.close();
    const { by } = queueDesk(store);
    expect(await acceptQuarantined(item?.id ?? '', {}, by('Ann'))).toMatchObject({ appended: 4 });
  });

  it('that waited as pictures waits no longer once its text was recognised: what it says does', async () => {
    const [store, people] = [createMemoryStore(), createMemoryPeopleRegister()];
    const waiting = async () =>
      [...(await readQuarantine(store)).values()]
        .filter(({ status }) => status === 'open')
        .map(({ reason }) => reason);
    await inFolder(async (folder) => {
      const path = join(folder, 'scan.pdf');
      await writeFile(path, stamp);
      await importPaths([path], { store, people, now });
      expect(await waiting()).toEqual(['image_only']);
      const nothing = { wordsIn: () => Promise.resolve('') };
      await importPaths([path], { store, people, now, recognition: nothing });
      expect(await waiting()).toEqual(['image_only']);
      const given = { store, people, now, recognition: recorded };
      expect(await importPaths([path], given)).toMatchObject({ answered: 1 });
      expect(await waiting()).toEqual(['recognised_text']);
    });
  });

  it('that is none of ours waits as that, once its text was recognised', async () => {
    const [store, people] = [createMemoryStore(), createMemoryPeopleRegister()];
    await inFolder(async (folder) => {
      const path = join(folder, 'scan.pdf');
      await writeFile(path, stamp);
      await importPaths([path], { store, people, now });
      const word = [5, 1, 1, 1, 1, 1, 300, 400, 150, 28, 96, 'Minutes'].join('\t');
      const wordsIn = () => Promise.resolve(Array(30).fill(word).join('\n'));
      await importPaths([path], { store, people, now, recognition: { wordsIn } });
    });
    const queue = [...(await readQuarantine(store)).values()];
    expect(queue.map(({ reason, status }) => [reason, status])).toEqual([
      ['image_only', 'accepted'],
      ['not_recognised', 'open'],
    ]);
  });

  it('without a word on it is refused, and so is one whose program failed or that has too many pages', async () => {
    const wordsIn = () => Promise.resolve('');
    await expect(pagesOf(1, { wordsIn })).rejects.toMatchObject({ reason: 'image_only' });
    await expect(pagesOf(101, recorded)).rejects.toMatchObject({ reason: 'too_many_pages' });
    const failed = new RecognitionFailed('recognition_failed', 'It is not well.');
    await expect(pagesOf(1, { wordsIn: () => Promise.reject(failed) })).rejects.toThrow(
      'It is not well.',
    );
  });
});

/** Recognises pages that need no drawing. */
function pagesOf(pages: number, recognition: TextRecognition) {
  const picture = { width: 1, height: 1, scale: 1, boxes: [], png: new Uint8Array(), pages };
  return recognisePages('', { pictureOf: () => Promise.resolve(picture) }, recognition);
}

/** A program of a name, which does as it says. */
async function withProgram<T>(lines: string, work: (folder: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    await mkdir(join(folder, 'bin'));
    const path = join(folder, 'bin', 'tesseract');
    await writeFile(path, `#!/bin/sh\n${lines}\n`);
    await chmod(path, 0o755);
    return work(join(folder, 'bin'));
  });
}

describe('the program that recognises text', () => {
  it('is found where programs are, and named where it is not there', async () => {
    await withProgram('exit 0', async (folder) => {
      expect(findTesseract(`/nowhere:${folder}`)).toBe(join(folder, 'tesseract'));
      expect(findTesseract('/nowhere::.')).toBeUndefined();
    });
    expect(() => openTesseract({ path: '/nowhere' })).toThrow(/apt-get install tesseract-ocr/);
  });

  it('is ended where it writes without end or takes too long, and its failure is told', async () => {
    const limits = { milliseconds: 60_000, bytes: 1000 };
    await withProgram('cat >/dev/null; yes', async (path) => {
      const { wordsIn } = openTesseract({ path, limits });
      await expect(wordsIn(Uint8Array.of(1))).rejects.toMatchObject({ reason: 'too_much_text' });
    });
    await withProgram('exec sleep 1000', async (path) => {
      const { wordsIn } = openTesseract({ path, limits: { ...limits, milliseconds: 50 } });
      await expect(wordsIn(Uint8Array.of(1))).rejects.toMatchObject({ reason: 'too_slow' });
    });
    await withProgram('echo no data >&2; exit 3', async (path) => {
      const { wordsIn } = openTesseract({ path, limits });
      await expect(wordsIn(Uint8Array.of(1))).rejects.toThrow('no data');
    });
  });

  const without = findTesseract() === undefined ? 'Tesseract is not installed here' : undefined;
  it('reads a letter of our own off its picture', skippedBecause(without), async () => {
    const reading = await readText(scan, { name: 'scan.pdf', recognition: openTesseract() });
    expect(reading.document?.reading).toMatchObject({
      kind: 'monitoring_visit_letter',
      authority: { value: { key: 'torbay' } },
      days: { value: { from: '2021-04-20', to: '2021-04-21' } },
    });
  });
});
