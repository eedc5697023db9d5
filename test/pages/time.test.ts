import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

const open = (url: string) => opened(serving, url);
const days = {
  asOf: '2018-06-01',
  knownAt: '2026-01-01',
  recordedAt: '2035-01-01T00:00:00Z',
  public: 'true',
};

/** An address of each page. */
const pages = [
  '/?since=P6M',
  '/authorities?region=North+East',
  '/due?region=North+East',
  '/findings',
  '/authorities/sunderland',
  '/authorities/sunderland/why/standing',
  '/authorities/sunderlnd',
] as const;

/** What is about no days: feeds, and what says what a program can ask. */
const ofNoDays = new Set(['/api', '/calendar.ics', '/notices.atom']);

function wordsOf(href: string): URLSearchParams {
  return new URL(href, 'http://localhost').searchParams;
}

const forms = ({ elements }: Pick<PageRead, 'elements'>) =>
  elements.filter(({ tagName }) => tagName === 'form');

function fieldsOf(form: PageRead['elements'][number]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...below(form)]
      .filter(({ tagName }) => tagName === 'input')
      .map((field) => [attribute(field, 'name') ?? '', attribute(field, 'value') ?? '']),
  );
}

function* below(node: PageRead['elements'][number]): Generator<PageRead['elements'][number]> {
  for (const child of node.childNodes) {
    if ('tagName' in child) {
      yield child;
      yield* below(child);
    }
  }
}

describe.each(pages)('a page about other days, at %s', (url) => {
  let page: PageRead;
  beforeAll(async () => {
    page = await open(`${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(days)}`);
  });

  it('says so, and hands all of them on by every link and every form', () => {
    const links = tagged(page, 'a').filter((one) => {
      const href = attribute(one, 'href') ?? '';
      const moves = attribute(one, 'rel') === 'prev' || attribute(one, 'rel') === 'next';
      return href.startsWith('/') && !ofNoDays.has(href) && !moves;
    });
    const left = links.filter((one) => {
      const href = attribute(one, 'href') ?? '';
      // signing in leads back to the page
      const to = href.startsWith('/sign-in') ? wordsOf(href).get('to') : null;
      const kept = wordsOf(to ?? href);
      return Object.entries(days).some(([name, day]) => kept.get(name) !== day);
    });
    expect(left.map(textOf)).toEqual(url.includes('sunderlnd') ? [] : ['Back to today']);
    expect(links.length).toBeGreaterThan(1);
    for (const form of forms(page)) expect(fieldsOf(form)).toMatchObject(days);
  });
});

describe('the form of days', () => {
  it('goes on month by month, with what else stands in the address', async () => {
    const page = await open('/due?region=North+East&asOf=2018-06-15&knownAt=2026-01-01');
    const moves = marked(page, 'rel').filter(({ value }) => value === 'prev' || value === 'next');
    expect(moves.map(({ element }) => [textOf(element), attribute(element, 'href')])).toEqual([
      ['A month earlier:‹31 May 2018', '/due?asOf=2018-05-31&knownAt=2026-01-01&region=North+East'],
      ['A month later:30 June 2018›', '/due?asOf=2018-06-30&knownAt=2026-01-01&region=North+East'],
    ]);
    const [range] = marked(page, 'data-first-month');
    expect(range?.value).toBe('2009-01');
    expect(attribute(range!.element, 'data-last-month')).toMatch(/^\d{4}-\d{2}$/);
  });

  it('has no month after today', async () => {
    const moves = marked(await open('/due'), 'rel').map(({ value }) => value);
    expect(moves).toContain('prev');
    expect(moves).not.toContain('next');
  });
});
