import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Today } from '@monitoring-timeline/projections';
import { type Brief, briefOf, cellText, sourceText } from '@monitoring-timeline/projections/brief';
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep } from '../browser/keeping.ts';
import { look, stopLooking } from '../browser/looking.ts';
import { type Asking, askAfterImport } from '../support/asking.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';

const words = ['--region', 'North East', '--since', '2026-01-01', '--as-of', '2026-08-31'];
let asking: Asking;
let today: Today;
let brief: Brief;

beforeAll(async () => {
  asking = await askAfterImport();
  today = (await asking.json('today', ...words)) as Today;
  brief = briefOf(today, 'North East');
});
afterAll(() => asking.remove());

/** Writes a brief and gives its file. */
async function written(name: string): Promise<string> {
  const { code, stderr } = await asking.run('brief', ...words, '--output', name);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `Wrote ${name}.\n` });
  return join(asking.folder.path, name);
}

/** Everything that a brief says, piece by piece. */
function said({ title, lead, sections, sources, attribution }: Brief): readonly string[] {
  const parts = sections.flatMap(({ parts }) => parts);
  return [
    title,
    ...lead,
    ...sections.map(({ heading }) => heading),
    ...parts.flatMap((part) => {
      if (part.kind === 'text') return [part.text];
      if (part.kind === 'items') {
        return part.items.flatMap((one) => [one.lead, ...one.texts.map(({ text }) => text)]);
      }
      return [
        part.caption,
        ...part.columns.map(({ head }) => head),
        ...part.rows.flat().map(cellText),
      ];
    }),
    ...sources.map(sourceText),
    attribution,
  ];
}

const bare = (text: string) => text.replaceAll(/\s+/g, '');

/** What of a brief does not stand in a text, white space aside. */
const missing = (text: string) => said(brief).filter((piece) => !bare(text).includes(bare(piece)));

/** The text of an XML document. @throws where it is not well formed */
function xmlText(xml: string): string {
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('text', (text) => texts.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return texts.join('');
}

describe('today', () => {
  it('tells what changed of a region in eight months of the record, the heaviest first', () => {
    expect(today.authorities.map(({ authority }) => authority.region)).toEqual(
      Array(12).fill('North East'),
    );
    const weights = today.changes.map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    const changed = today.changes.filter(({ kind }) => kind === 'StandingChanged');
    expect(changed.map(({ authority, known }) => [authority.key, known])).toEqual([
      ['darlington', '2026-03-24'],
      ['middlesbrough', '2026-07-28'],
      ['redcar-and-cleveland', '2026-01-28'],
      ['south-tyneside', '2026-08-04'],
    ]);
    expect(today.recordTo.graded_inspection).toBe('2026-08-20');
  });

  it('holds the same grades and clocks as the questions that tell of them alone', async () => {
    const standing = await asking.standing('darlington', '2026-08-31');
    const one = today.authorities.find(({ authority }) => authority.key === 'darlington');
    expect(one).toMatchObject({ overall: standing.overall, areas: standing.areas });
    const due = (await asking.json(
      'due',
      ...words.slice(0, 2),
      ...words.slice(4),
    )) as Today['soon'];
    const all = new Set(due.map((row) => JSON.stringify(row)));
    const shown = [...today.past, ...today.soon, ...today.awaited];
    expect(shown.filter((row) => !all.has(JSON.stringify(row)))).toEqual([]);
    expect(today.past.map(({ rule }) => rule)).toEqual(
      due.flatMap(({ rule, status }) => (/overdue|not_known/.test(status) ? [rule] : [])),
    );
  });

  it('takes an interest as notices do, and refuses a day to come', async () => {
    const heavy = (await asking.json('today', ...words, '--weight', '5')) as Today;
    expect(heavy.changes.every(({ weight }) => weight === 5)).toBe(true);
    const named = ['--authority', 'sunderland', '--as-of', '2026-08-31'];
    const own = (await asking.json('today', ...named)) as Today;
    expect(own.authorities.map(({ authority }) => authority.key)).toEqual(['sunderland']);
    expect(own.since).toBe('2026-08-24');
    const wrong = await asking.run('today', ...named, '--since', '2026-09-01');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('--since last-week');
  });

  it('is a page at a terminal that says first where the record ends', async () => {
    const { code, stdout } = await asking.run('today', ...words);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 3).join('\n')).toContain('ends on 20 August 2026');
    for (const { heading } of brief.sections) expect(stdout).toContain(`\n${heading}\n`);
    expect(stdout).not.toContain('…');
  });
});

describe('a brief', () => {
  it('says of every change, authority, clock and source what the answer says', () => {
    const all = said(brief).join('\n');
    for (const { text } of today.changes) expect(all).toContain(text);
    for (const { authority } of today.authorities) expect(all).toContain(authority.name);
    for (const { label } of [...today.past, ...today.soon]) expect(all).toContain(label);
    for (const { title, locator } of today.changes.flatMap(({ sources }) => sources.slice(0, 1))) {
      expect(all).toContain(title);
      expect(all).toContain(locator);
    }
  });

  it('as Markdown and HTML has all of it', async () => {
    const unescaped = readFileSync(await written('brief.md'), 'utf8').replaceAll(/\\(.)/g, '$1');
    expect(missing(unescaped.replaceAll('**: ', '**'))).toEqual([]);
    const html = readFileSync(await written('brief.html'), 'utf8');
    expect(missing(xmlText(asXml(html)))).toEqual([]);
  });

  it('as a document for Word opens again, is well formed, and has all of it', async () => {
    const files = unzipSync(readFileSync(await written('brief.docx')));
    const texts = Object.entries(files)
      .filter(([name]) => /\.(?:xml|rels)$/.test(name))
      .map(([, bytes]) => xmlText(Buffer.from(bytes).toString('utf8')));
    expect(Object.keys(files)).toContain('word/document.xml');
    expect(missing(texts.join('\n'))).toEqual([]);
    const document = Buffer.from(files['word/document.xml']!).toString('utf8');
    expect(document).toContain('<w:tblHeader/>');
  });

  it('is refused in a form that there is not', async () => {
    const { code, stderr } = await asking.run('brief', '--output', 'brief.pdf');
    expect(code).toBe(2);
    expect(stderr).toContain('brief.docx');
  });
});

/** HTML with the few elements that need no end closed, as XML. */
function asXml(html: string): string {
  return html.replace('<!DOCTYPE html>', '').replaceAll(/<meta ([^>]*)>/g, '<meta $1/>');
}

/** What reaches beyond the window to the right, and what of a box is hidden because it does not fit. */
const beyond = `(() => {
  const said = (one) => one.tagName + ' ' + (one.textContent ?? '').trim().slice(0, 60);
  const width = document.documentElement.clientWidth;
  // what stands in a box that scrolls by itself can be reached
  const scrolls = (one) => one !== null && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  return [...document.body.querySelectorAll('*')]
    .filter((one) => {
      const hidden = getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1;
      return hidden || (one.getBoundingClientRect().right > width + 1 && !scrolls(one));
    })
    .map(said);
})()`;

describe('a brief in a browser', skippedBecause(withoutBrowser), () => {
  afterAll(stopLooking);

  it('is as wide as its window, on A4 and on the smallest telephone, and two pages of paper', async () => {
    const file = await written('look.html');
    const { page, problems } = await look();
    await page.goto(pathToFileURL(file).href);
    for (const [name, width] of Object.entries({ 'brief-a4': 794, 'brief-320': 320 })) {
      await page.setViewportSize({ width, height: 1123 });
      expect(await page.evaluate(beyond), name).toEqual([]);
      await keep(page, name);
    }
    const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(2);
    expect(problems).toEqual([]);
  });
});

const programs = ['soffice', 'pdfinfo', 'pdftotext', 'pdftoppm'].filter(
  (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
);
const without = programs.length > 0 ? `${programs.join(', ')} are not on this machine` : undefined;

describe('a brief on paper', skippedBecause(without), () => {
  it('takes two pages for twelve authorities, and nothing of it is cut', async () => {
    const folder = asking.folder.path;
    const file = await written('paper.docx');
    const profile = `-env:UserInstallation=file://${folder}/office`;
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file],
      {
        stdio: 'ignore',
      },
    );
    const pdf = join(folder, 'paper.pdf');
    expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/^Pages:\s+2$/m);
    const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' });
    expect(missing(text)).toEqual([]);
    execFileSync('pdftoppm', ['-gray', '-r', '40', pdf, join(folder, 'page')]);
    for (const page of ['page-1.pgm', 'page-2.pgm']) {
      expect(inkOf(readFileSync(join(folder, page)))).toEqual({ some: true, atEdges: false });
    }
  });
});

/** Whether a grey picture (PGM) has ink at all, and within 8 mm of its edges. */
function inkOf(pgm: Buffer): { readonly some: boolean; readonly atEdges: boolean } {
  const [, width = 0, height = 0, length = 0] = pgm
    .subarray(0, 64)
    .toString('latin1')
    .match(/^P5\s+(\d+)\s+(\d+)\s+\d+\s/)!
    .map((one, index) => (index === 0 ? 0 : Number(one)))
    .concat(pgm.toString('latin1').match(/^P5\s+\d+\s+\d+\s+\d+\s/)![0].length);
  const edge = Math.round((8 / 25.4) * 40);
  const ink = { some: false, atEdges: false };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (pgm[length + y * width + x]! > 128) continue;
      ink.some = true;
      if (x < edge || y < edge || x >= width - edge || y >= height - edge) ink.atEdges = true;
    }
  }
  return ink;
}
