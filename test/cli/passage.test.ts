import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimEvent } from '@monitoring-timeline/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pdfLines, pdfOf } from '../../packages/ingest/src/testing/pdf.ts';
import { temporaryFolder, timeline } from '../support/command.ts';

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);
const letter = [
  '12 March 2019',
  'Dear Director',
  "Focused visit to Sunderland children's services",
  'This letter summarises the findings of a focused visit to Sunderland on 19 and 20 February 2019.',
  'Inspectors looked at what the authority does for children who need help and protection.',
  'Inspectors spoke to children and to those who work with them, and read the files of some.',
  'Yours sincerely',
];
type Claimed = Pick<ClaimEvent, 'id' | 'type' | 'source'>;
/** Ids of the visit in the PDF and of the one in the text. */
const visits: string[] = [];

beforeAll(async () => {
  writeFileSync(join(folder.path, 'letter.pdf'), pdfOf([pdfLines(letter)]));
  folder.write('letter.txt', letter.join('\n\n').replaceAll('February', 'January'));
  await ask('import', 'letter.pdf', 'letter.txt', '--quiet');
  const history = await ask('history', 'sunderland', '--json');
  const entries = JSON.parse(history.stdout) as readonly Claimed[];
  for (const place of ['page', 'line']) {
    const one = entries.find(
      ({ type, source }) => type === 'VisitCarriedOut' && source.locator?.startsWith(place),
    );
    visits.push(one?.id ?? '');
  }
});
afterAll(() => folder.remove());

describe('timeline passage', () => {
  it('prints the lines that an event was read from, marked', async () => {
    const { code, stdout } = await ask('passage', visits[0] ?? '');
    expect(code).toBe(0);
    expect(stdout).toContain(`> page 1, line 4: ${letter[3]}`);
    expect(stdout).toContain(`  page 1, line 5: ${letter[4]}`);
  });

  it('gives a program the lines and where they stand', async () => {
    const { stdout } = await ask('passage', visits[0] ?? '', '--json');
    const told = JSON.parse(stdout);
    expect(told.boxes[0]).toMatchObject({ page: 1, x: 70 });
    expect(told.lines.at(-1).text).toBe(letter[4]);
  });

  it('draws the page, and keeps it beside the documents', async () => {
    const drawn = await ask('passage', visits[0] ?? '', '--output', 'p.png', '--scale', '1');
    expect({ code: drawn.code, stderr: drawn.stderr }).toEqual({
      code: 0,
      stderr: 'Wrote p.png.\n',
    });
    const png = readFileSync(join(folder.path, 'p.png'));
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      'PNG',
      595,
      842,
    ]);
  });

  it('gives the lines of a text, and says that it has no pages', async () => {
    const lines = await ask('passage', visits[1] ?? '');
    expect(lines.stdout).toMatch(/> line \d+: This letter summarises/);
    const picture = await ask('passage', visits[1] ?? '', '--output', 'p.png');
    expect(picture.code).toBe(2);
    expect(picture.stderr).toContain('no pages to be shown');
  });

  it.each([
    [['--scale', '2'], 'Give --output p.png'],
    [['--output', 'p.png', '--scale', 'large'], '"large" is no number above 0'],
    [['--output', 'p.png', '--json'], 'leave out --output'],
    [['--output', 'p.png', '--page', '7'], 'no page 7'],
    [['--as-of', '2019-01-01'], 'name the event by its id'],
  ])('refuses %j', async (words, says) => {
    const { code, stderr } = await ask('passage', visits[0] ?? '', ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('timeline read --show --output', () => {
  it('draws each page on which something was read, into a folder', async () => {
    const { code, stdout, stderr } = await ask(
      ...['read', 'letter.pdf', 'letter.txt', '--show', '--output', 'drawn'],
    );
    expect(code).toBe(0);
    expect(stdout).toContain('⟦');
    expect(stderr).toContain('Drew 1 page into drawn');
    const [file = '', ...others] = readdirSync(join(folder.path, 'drawn'));
    expect([file, others]).toEqual([
      expect.stringMatching(/^letter\.[0-9a-f]{8}\.page-1\.png$/),
      [],
    ]);
    const png = readFileSync(join(folder.path, 'drawn', file));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([893, 1263]);
  });

  it('says of what has no pages why nothing was drawn', async () => {
    const { stderr } = await ask('read', 'letter.txt', '--show', '--output', 'none');
    expect(stderr).toContain('Drew no page: pages are drawn of a PDF');
  });

  it('is refused without --show', async () => {
    const { code, stderr } = await ask('read', 'letter.pdf', '--output', 'drawn');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Give both')]);
  });
});

describe('timeline quarantine show --output', () => {
  it('draws the page that a question is about', async () => {
    const [, ...lines] = letter;
    const doubtful = ['12 January 2019', ...lines].map((line) =>
      line.replace('Sunderland', 'Durham'),
    );
    writeFileSync(join(folder.path, 'doubtful.pdf'), pdfOf([pdfLines(doubtful)]));
    await ask('import', 'doubtful.pdf', '--quiet');
    const listed = await ask('quarantine', 'list', '--file', 'doubtful', '--json');
    const [item] = JSON.parse(listed.stdout) as readonly { id: string; locator: string }[];
    expect(item?.locator).toMatch(/^page 1, line/);
    const { code } = await ask('quarantine', 'show', item?.id ?? '', '--output', 'asked.png');
    expect(code).toBe(0);
    const png = readFileSync(join(folder.path, 'asked.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([893, 1263]);
  });
});

describe('timeline read --ocr', () => {
  it('says what to install where no program recognises text', async () => {
    vi.stubEnv('PATH', folder.path);
    const { code, stderr } = await ask('read', 'letter.pdf', '--ocr');
    vi.unstubAllEnvs();
    expect(code).toBeGreaterThan(1);
    expect(stderr).toContain('apt-get install tesseract-ocr');
  });
});
