import type { Today } from '@monitoring-timeline/projections';
import { briefOf, writtenBrief } from '@monitoring-timeline/projections/brief';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from './serving.ts';

let serving: Serving;
const query = 'region=North%20East&since=2026-01-01&asOf=2026-08-31';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

describe('a brief over HTTP', () => {
  it('is written from the answer to today, in the form that its ending names', async () => {
    const today = (await serving.ask(`/api/today?${query}`)).json<Today>();
    const brief = briefOf(today, 'North East');
    for (const form of ['md', 'html'] as const) {
      const { status, text } = await serving.ask(`/brief.${form}?${query}`);
      const expected = Buffer.from(await writtenBrief(brief, form)).toString('utf8');
      expect({ status, text }).toEqual({ status: 200, text: expected });
    }
    const { headers, text } = await serving.ask(`/brief.docx?${query}`);
    expect(headers['content-type']).toBe(word);
    expect(headers['content-disposition']).toContain('brief.docx');
    expect(text.slice(0, 2)).toBe('PK');
  });

  it.each([
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
    [`text/html;q=0.5, ${word}`, word],
    ['*/*', 'text/html; charset=utf-8'],
  ])('is given to who accepts %s as %s', async (accept, type) => {
    const { headers } = await serving.ask(`/brief?${query}`, { headers: { accept } });
    expect(headers['content-type']).toBe(type);
  });

  it('is refused to who takes none of its forms, and where its words mean nothing', async () => {
    const none = await serving.ask('/brief', { headers: { accept: 'image/png' } });
    expect(none.status).toBe(406);
    expect(none.json<{ detail: string }>().detail).toContain('/brief.docx');
    const wrong = await serving.ask('/brief.html?since=one-day');
    expect(wrong.status).toBe(400);
    expect((await serving.ask('/brief.html?region=Mercia')).status).toBe(400);
  });

  it('in a browser takes its own style and nothing else', async () => {
    const { headers, text } = await serving.ask(`/brief.html?${query}`);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='$/,
    );
    expect(text).toContain('<style>');
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await serving.ask(`/brief.md?${query}`);
    const again = { 'if-none-match': headers.etag! };
    expect((await serving.ask(`/brief.md?${query}`, { headers: again })).status).toBe(304);
    expect((await serving.ask(`/brief.html?${query}`, { headers: again })).status).toBe(200);
  });
});
