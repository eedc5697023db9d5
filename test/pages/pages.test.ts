import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { evilServing } from './evil.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

/** An address of each page. */
const pages = [
  '/?asOf=2026-08-31&since=P6M',
  '/?asOf=2026-08-31&authorities=slough,merton',
  '/authorities?asOf=2026-08-31',
  '/authorities?authorities=slough,Cheshire%20East&sort=due&inadequate=true',
  '/authorities?asOf=2009-01-01',
  '/due?asOf=2026-08-31',
  '/due?authorities=slough,merton&certainty=certain&rule=ilacs-cycle',
  '/findings',
  '/findings?topic=nothing-of-that-kind',
  '/authorities/sunderland',
  '/authorities/slough?asOf=2019-01-01',
  '/authorities/dorset-to-2019?asOf=2026-08-31',
  '/compare',
  '/compare?authorities=sunderland',
  '/compare?authorities=slough,merton,dorset-to-2019&asOf=2026-08-31',
  '/learned?region=North+East&from=2018-07-01&to=2018-07-31',
  '/learned?authority=slough&asOf=2014-06-01',
  '/authorities/sunderland/time',
  '/authorities/sunderland/why/standing',
  '/authorities/slough/why/due?asOf=2026-08-31',
  '/nowhere',
] as const;

const open = (url: string) => opened(serving, url);
const valuesOf = (page: Pick<PageRead, 'elements'>, name: string) =>
  marked(page, name).map(({ value }) => value);

describe.each(pages)('the page at %s', (url) => {
  let page: PageRead;
  beforeAll(async () => {
    page = await open(url);
  });

  it('is well-formed HTML under 100 kB, and loads nothing from elsewhere', () => {
    expect(page.errors).toEqual([]);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.bytes).toBeLessThan(100_000);
    const loaded = loadedBy(page).map(
      (one) => attribute(one, 'href') ?? attribute(one, 'src') ?? '',
    );
    for (const address of loaded)
      expect(address).toMatch(/^\/assets\/[a-z]+-[0-9a-f]{12}(?:\.|\/[a-z-]+\.)\w+$/);
  });

  it('has nothing that its content security policy would refuse', () => {
    expect(page.headers['content-security-policy']).toContain("style-src 'self'");
    expect(tagged(page, 'style')).toEqual([]);
    const inline = page.elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === 'style' || name.startsWith('on')),
    );
    expect(inline).toEqual([]);
  });

  it('has its landmarks, a skip link, one title, and headings that leave out no level', () => {
    expect(tagged(page, 'header', 'main', 'footer').map(({ tagName }) => tagName)).toEqual([
      'header',
      'main',
      'footer',
    ]);
    const [skip] = tagged(page, 'a');
    expect(attribute(skip!, 'href')).toBe('#main');
    const levels = tagged(page, 'h1', 'h2', 'h3', 'h4').map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [at, level] of levels.entries()) {
      expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
    }
    const [html] = tagged(page, 'html');
    expect(attribute(html!, 'lang')).toBe('en-GB');
  });

  it('names every field, every table and every part that scrolls, and every id once', () => {
    const ids = valuesOf(page, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    const labelled = new Set(tagged(page, 'label').map((one) => attribute(one, 'for')));
    for (const field of tagged(page, 'input', 'select')) {
      if (attribute(field, 'type') !== 'hidden') expect(labelled).toContain(attribute(field, 'id'));
    }
    for (const { element, value } of marked(page, 'role')) {
      if (value === 'region') expect(attribute(element, 'aria-label')).toBeTruthy();
    }
    expect(tagged(page, 'caption')).toHaveLength(tagged(page, 'table').length);
    for (const { value } of marked(page, 'aria-labelledby')) expect(ids).toContain(value);
  });

  it('says what the whole of it is not, and leads to no address where nothing is', async () => {
    const [footer] = tagged(page, 'footer');
    expect(textOf(footer!)).toContain('Not a product of Ofsted, not official statistics.');
    const own = tagged(page, 'a')
      .map((one) => attribute(one, 'href') ?? '')
      .filter((href) => href.startsWith('/') && !href.endsWith('.docx'));
    for (const href of new Set(own.filter((one) => few.has(placeOf(one))))) {
      const { statusCode } = await serving.service.app.inject({
        url: href,
        headers: { host: 'localhost', accept: 'text/html' },
      });
      expect([href, statusCode < 400 || statusCode === 406]).toEqual([href, true]);
    }
  });
});

/** Addresses that are followed: of each kind, those of one authority. */
const few = new Set(['/', '/api', '/authorities/sunderland', '/authorities/slough']);
function placeOf(href: string): string {
  return href.split('?', 1)[0]!;
}

/** What a page loads, by elements of these names; what it waits for of itself is there with it. */
const loadedBy = (page: PageRead, ...names: readonly string[]) =>
  tagged(page, ...(names.length === 0 ? ['link', 'script', 'img'] : names)).filter(
    (one) => attribute(one, 'rel') !== 'expect',
  );

describe('what stands in the record', () => {
  it('is text on every page, whatever it holds', async () => {
    const own = await evilServing();
    try {
      let told = 0;
      const questions = ['standing', 'due', 'themes', 'interventions', 'leadership', 'trajectory'];
      const why = ['sunderland', 'slough'].flatMap((key) =>
        questions.map((question) => `/authorities/${key}/why/${question}`),
      );
      for (const url of [
        '/?since=P9Y',
        '/due',
        '/findings',
        '/authorities',
        '/authorities/sunderland',
        '/authorities/slough',
        '/authorities/slough/time',
        '/learned?from=2010-01-01&to=2026-01-01',
        '/compare?authorities=slough,sunderland',
        '/compare?authorities=slough',
        '/learned?authority=slough&from=2010-01-01&to=2026-01-01',
        ...why,
        '/authorities/%3Cscript%3E',
      ]) {
        const page = await opened(own, url);
        expect([url, page.errors]).toEqual([url, []]);
        const scripts = tagged(page, 'script').filter(
          (one) => textOf(one) || !attribute(one, 'src'),
        );
        expect([...scripts, ...tagged(page, 'img')]).toEqual([]);
        expect(page.html).not.toContain('{{ 49');
        if (page.elements.some((one) => textOf(one).includes('<script>alert(1)'))) told++;
      }
      // most pages do tell it
      expect(told).toBeGreaterThan(10);
    } finally {
      await own.stop();
    }
  });
});

describe('the days of a page', () => {
  it('are said wherever they are not today, and kept by every link', async () => {
    const page = await open('/authorities/sunderland?asOf=2018-06-01&knownAt=2026-01-01');
    const [banner] = page.elements.filter((one) => attribute(one, 'class') === 'banner');
    expect(textOf(banner!)).toContain(
      'This page is about 1 June 2018, with hindsight: with what was public by 1 January 2026.',
    );
    // those that lead a month away have days of their own
    const hrefs = tagged(page, 'a')
      .filter((one) => attribute(one, 'rel') === undefined)
      .map((one) => attribute(one, 'href') ?? '');
    const kept = hrefs.filter((href) => /^\/(?:authorities|api\/authorities|brief)/.test(href));
    expect(kept.length).toBeGreaterThan(5);
    for (const href of kept) {
      if (href === '/authorities/sunderland') continue;
      expect(href).toContain('asOf=2018-06-01&knownAt=2026-01-01');
    }
    const today = await open('/authorities/sunderland');
    expect(today.html).not.toContain('class="banner"');
  });

  it('that are to come are called so: nothing was public by then', async () => {
    const { html } = await open('/authorities/sunderland?asOf=2090-01-01');
    expect(html).toContain('about 1 January 2090, a day to come, with what is on record so far.');
    expect(html).not.toContain('public by then');
  });

  it('are set against the end of the record where they lie beyond it, and nowhere else', async () => {
    const end = 'The record of graded inspections ends on 20 August 2026.';
    expect((await open('/due?asOf=2026-08-31')).html).toContain(end);
    for (const within of ['2026-08-20', '2018-07-24']) {
      expect((await open(`/due?asOf=${within}`)).html).not.toContain('graded inspections ends on');
    }
  });

  it('may be sent empty by a form, and are refused in words where they are none', async () => {
    expect((await open('/?asOf=&knownAt=&since=')).status).toBe(200);
    const wrong = await open('/?asOf=2018-02-30');
    expect(wrong.status).toBe(400);
    expect(textOf(tagged(wrong, 'main')[0]!)).toContain('is not a day that exists');
    expect((await open('/?since=one-day')).status).toBe(400);
    expect((await open('/?colour=red')).status).toBe(400);
    expect((await open('/?region=Mercia')).status).toBe(400);
  });
});

describe('a page with nothing to tell', () => {
  it('says so in words', async () => {
    const page = await open('/?asOf=2026-08-31&since=2026-08-31');
    expect(textOf(tagged(page, 'main')[0]!)).toContain('Nothing on record changed an answer since');
    const why = await open('/authorities/sunderland/why/interventions?asOf=2000-01-01');
    expect(textOf(tagged(why, 'main')[0]!)).toContain('rests on anything on record at these days');
  });
});

describe('an address', () => {
  it('without a page is told in words to a browser, and as before to a program', async () => {
    const page = await open('/nowhere');
    expect([page.status, textOf(tagged(page, 'h1')[0]!)]).toEqual([404, 'Page not found']);
    const told = textOf(tagged(page, 'main')[0]!);
    expect(told).toContain('leads to every page');
    expect(told).not.toContain('openapi');
    for (const accept of ['application/json', '*/*']) {
      const answer = await serving.ask('/nowhere', { headers: { accept } });
      expect([answer.status, answer.headers['content-type']]).toEqual([
        404,
        'application/problem+json',
      ]);
      expect(answer.json()).toMatchObject({ code: 'NotFound' });
    }
  });

  it('of the service alone shows its page to whoever takes anything, and leads who asks for JSON to its description', async () => {
    for (const headers of [{}, { accept: '*/*' }, { accept: 'text/html, */*' }]) {
      const { status, text } = await serving.ask('/', { headers });
      expect({ headers, status, page: text.includes('<main') }).toMatchObject({
        status: 200,
        page: true,
      });
    }
    for (const accept of ['application/json', 'application/json, text/plain, */*']) {
      const { status, headers } = await serving.ask('/', { headers: { accept } });
      expect([status, headers.location]).toEqual([303, '/openapi.json']);
    }
  });

  it('below /api answers a browser as it answers a program', async () => {
    const { headers } = await open('/api/authorities/nobody/standing');
    expect(headers['content-type']).toBe('application/problem+json');
  });

  it('of an authority that is not known offers those that may be meant, where it was named, and all there are', async () => {
    for (const [address, meant] of [
      ['/authorities/sunderlnd', '/authorities/sunderland'],
      [
        '/findings?topic=a&authority=slough%2C+sunderlnd&asOf=2026-08-31',
        '/findings?topic=a&authority=slough%2C+sunderland&asOf=2026-08-31',
      ],
      [
        '/compare?authorities=sunderlnd&authorities=leeds',
        '/compare?authorities=sunderland&authorities=leeds',
      ],
    ] as const) {
      const page = await open(address);
      expect([page.status, textOf(tagged(page, 'h1')[0]!)]).toEqual([404, 'No such authority']);
      const links = tagged(page, 'a').map((one) => attribute(one, 'href'));
      expect(links).toContain(meant);
      expect(
        links.some((link) => link?.startsWith('/authorities?') || link === '/authorities'),
      ).toBe(true);
    }
  });

  it('takes the name or the code of an authority', async () => {
    for (const name of ['Cheshire%20East', 'E08000024']) {
      expect((await open(`/authorities/${name}`)).status).toBe(200);
    }
  });
});

describe('what a browser has', () => {
  it('is not sent again', async () => {
    const { headers } = await open('/authorities/merton');
    const again = await opened(serving, '/authorities/merton', {
      'if-none-match': String(headers.etag),
    });
    expect(again.status).toBe(304);
  });

  it('of style and marks is kept for a year under an address of its bytes, without a government’s typeface', async () => {
    const page = await open('/');
    for (const link of loadedBy(page, 'link')) {
      const { status, headers, html } = await open(attribute(link, 'href')!);
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(html).not.toMatch(/GDS Transport|@font-face|crest|url\(/);
    }
  });
});

describe('pages where reading is closed', () => {
  it('are shown to the bearer of a token alone, their style to everybody', async () => {
    const closed = await startServing({}, { reading: 'closed' });
    try {
      for (const url of ['/', '/authorities/slough', '/authorities/slough/why/standing']) {
        const refused = await opened(closed, url);
        expect(refused.status).toBe(401);
        expect(refused.html).not.toContain('Slough');
        expect((await opened(closed, url, await closed.bearer('reader'))).status).toBe(200);
      }
      const refused = await opened(closed, '/');
      for (const link of loadedBy(refused, 'link')) {
        expect((await opened(closed, attribute(link, 'href')!)).status).toBe(200);
      }
    } finally {
      await closed.stop();
    }
  });
});
