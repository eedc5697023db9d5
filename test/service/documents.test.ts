import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginning, type ClaimEvent } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { importPaths } from '@monitoring-timeline/ingest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfLines, pdfOf } from '../../packages/ingest/src/testing/pdf.ts';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { type Serving, startServing, storeOf } from './serving.ts';

const letter = [
  '12 March 2019',
  'Dear Director',
  "Focused visit to Sunderland children's services",
  'This letter summarises the findings of a focused visit to Sunderland on 19 and 20 February 2019.',
  'Inspectors looked at what the authority does for children who need help and protection.',
  'Inspectors spoke to children and to those who work with them, and read the files of some.',
  'Yours sincerely',
];

let serving: Serving;
let visit: ClaimEvent;
let fromText: ClaimEvent;
let remove: () => Promise<void>;

beforeAll(async () => {
  const folder = await temporaryFolder();
  remove = folder.remove;
  await writeFile(join(folder.path, 'letter.pdf'), pdfOf([pdfLines(letter)]));
  await writeFile(
    join(folder.path, 'letter.txt'),
    letter.join('\n\n').replaceAll('February', 'January'),
  );
  const documents = createMemoryDocumentStore();
  serving = await startServing({ store: await storeOf([]), documents });
  const { store, people } = serving.parts;
  await importPaths([folder.path], { store, people, documents, now: new Date('2026-11-21') });
  const { events } = await store.readAll(beginning);
  const visits = events
    .map(({ event }) => event as ClaimEvent)
    .filter(({ type }) => type === 'VisitCarriedOut');
  [visit, fromText] = visits.sort((a) => (a.source.locator?.startsWith('page') ? -1 : 1)) as [
    ClaimEvent,
    ClaimEvent,
  ];
});
afterAll(async () => {
  await serving.stop();
  await remove();
});

const at = ({ id, source }: ClaimEvent, ending = '') =>
  `/api/documents/${source.sha256}/passages/${id}${ending}`;

describe('a document over HTTP', () => {
  it('gives the page of an event as a PNG, the same one to who asks again', async () => {
    const { status, headers, text } = await serving.ask(`${at(visit, '.png')}?scale=1`);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/png' });
    expect(text.slice(1, 4)).toBe('PNG');
    const again = { 'if-none-match': headers.etag! };
    const known = await serving.ask(`${at(visit, '.png')}?scale=1`, { headers: again });
    expect(known.status).toBe(304);
  });

  it('gives any of its pages, with what is to be marked', async () => {
    const page = `/api/documents/${visit.source.sha256}/pages/1.png`;
    const plain = await serving.ask(`${page}?scale=1`);
    const marked = await serving.ask(
      `${page}?scale=1&mark=page%201,%20line%203&mark=page%201,%20line%204`,
    );
    expect([plain.status, marked.status]).toEqual([200, 200]);
    expect(marked.headers.etag).not.toBe(plain.headers.etag);
  });

  it('gives the lines of a passage, and where they stand', async () => {
    const passage = (await serving.ask(at(visit))).json<{
      locator: string;
      lines: { text: string; marked: unknown[] }[];
      boxes: { page: number; x: number }[];
    }>();
    expect(passage.locator).toBe(visit.source.locator);
    const marked = passage.lines.filter((line) => line.marked.length > 0);
    expect(marked.map(({ text }) => text)).toContain(letter[3]);
    expect(passage.boxes[0]).toMatchObject({ page: 1, x: 70 });
  });

  it('gives the lines of a text, and says that it has no pages', async () => {
    const lines = await serving.ask(at(fromText));
    expect(lines.json()).toMatchObject({ boxes: [] });
    const picture = await serving.ask(at(fromText, '.png'));
    expect(picture.status).toBe(422);
    expect(picture.json()).toMatchObject({ code: 'NoPicture' });
  });

  it.each([
    ['a page that is not there', () => `/api/documents/${visit.source.sha256}/pages/9.png`, 404],
    ['a document that nobody kept', () => `/api/documents/${'0'.repeat(64)}/pages/1.png`, 404],
    [
      'an event of another document',
      () => `/api/documents/${fromText.source.sha256}/passages/${visit.id}.png`,
      404,
    ],
    ['what is no document', () => '/api/documents/../pages/1.png', 404],
    ['a name that is no hash', () => '/api/documents/abc/pages/1.png', 400],
    ['a scale beyond the largest', () => `${at(visit, '.png')}?scale=9`, 400],
  ])('refuses %s', async (_, path, status) => {
    expect((await serving.ask(path())).status).toBe(status);
  });

  it('is shown from what a browser keeps to nobody who may not read it at that moment', async () => {
    const { headers } = await serving.ask(`${at(visit, '.png')}?scale=1`);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toBe('authorization, cookie');
  });

  it('is for who may read', async () => {
    const closed = await startServing(serving.parts, { reading: 'closed' });
    try {
      expect((await closed.ask(at(visit, '.png'))).status).toBe(401);
      const headers = await closed.bearer('reader');
      expect((await closed.ask(at(visit, '.png'), { headers })).status).toBe(200);
    } finally {
      await closed.stop();
    }
  });
});
