import { describe, expect, it, vi } from 'vitest';
import type { Brief } from './document.ts';
import { briefHtml } from './html.ts';
import { writtenBrief } from './index.ts';
import { briefMarkdown } from './markdown.ts';
import { briefPlain } from './plain.ts';

const brief: Brief = {
  title: 'A & B <region>: what changed',
  lead: ['As of 1 May 2026.'],
  sections: [
    {
      topic: 'changed',
      heading: 'What changed',
      parts: [
        {
          kind: 'items',
          items: [{ lead: 'Sunderland', texts: [{ text: 'Good | [now]', sources: [1, 2] }] }],
        },
        {
          kind: 'table',
          caption: 'Grades',
          columns: [
            { head: 'Authority', weight: 1 },
            { head: 'Overall', weight: 1 },
          ],
          rows: [
            [
              { text: 'Merton', sources: [1] },
              { text: 'Good', mark: '●●●○' },
            ],
          ],
        },
      ],
    },
  ],
  sources: [
    {
      number: 1,
      title: 'Report',
      publisher: 'Ofsted',
      url: 'https://example.org/a?b=1&c=2',
      places: ['page 2'],
    },
    { number: 2, title: 'Note', publisher: 'A council', url: 'javascript:alert(1)', places: [] },
  ],
  attribution: 'Licence.',
};

describe('a brief in Markdown', () => {
  it('says everything, and what would mean something there means itself', () => {
    const text = briefMarkdown(brief);
    expect(text).toContain('# A & B \\<region\\>: what changed');
    expect(text).toContain('- **Sunderland**: Good \\| \\[now\\] \\[1, 2\\]');
    expect(text).toContain('| Merton \\[1\\] | ●●●○ Good |');
    expect(text).toContain('1. Report, Ofsted, page 2. <https://example.org/a?b=1&c=2>');
  });
});

describe('a brief in HTML', () => {
  const html = briefHtml(brief);

  it('needs nothing from elsewhere, runs nothing, and holds no address but those of sources', () => {
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\bon\w+=/i);
    expect([...html.matchAll(/href="([^"#][^"]*)"/g)].map(([, href]) => href)).toEqual([
      'https://example.org/a?b=1&amp;c=2',
    ]);
    expect(html).toContain('<title>A &amp; B &lt;region&gt;: what changed</title>');
  });

  it('can be heard: language, headings in order, tables with names and heads, marks beside their words', () => {
    expect(html).toContain('<html lang="en-GB">');
    expect([...html.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['1', '2', '2']);
    expect(html).toContain('<caption>Grades</caption>');
    expect(html).toContain('<th scope="col">Overall</th>');
    expect(html).toContain('<th scope="row">Merton');
    expect(html).toContain('<span class="mark" aria-hidden="true">●●●○</span> Good');
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
  });
});

describe('control characters in what a source says', () => {
  const withControls = JSON.parse(
    JSON.stringify(brief)
      .replaceAll('Report', 'Re\\u0000po\\u001brt\\u0085\\ufffe')
      .replace('Sunderland', 'Sun\\u0008derland'),
  ) as Brief;

  it.each([
    ['HTML', briefHtml],
    ['Markdown', briefMarkdown],
    ['plain text', briefPlain],
  ])('are left out in %s', (_, written) => {
    expect(written(withControls)).toBe(written(brief));
  });
});

vi.mock('docx', () => {
  throw new Error('It was loaded by the thread that answers others.');
});

describe('a brief for Word', () => {
  it('is written in another thread, and several at once all come to their end', async () => {
    const documents = await Promise.all([1, 2].map(() => writtenBrief(brief, 'docx')));
    for (const bytes of documents) expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK');
  });
});
