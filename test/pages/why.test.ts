import { type ClaimEvent, streamOf } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { claimEvent, days, reported, sources } from '@monitoring-timeline/core/testing';
import type { Explanation } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfLines, pdfOf } from '../../packages/ingest/src/testing/pdf.ts';
import { type Serving, startServing } from '../service/serving.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';

const evil = '<script>alert(1)</script>{{ 7 * 7 }}';
/** A document of our own: the grade stands in its third line. */
const document = new TextEncoder().encode(
  `Report on services for children in ${evil}\n\nOverall effectiveness: inadequate ${evil}\nA line after it\nAnd another\n`,
);

/** A letter of our own, as a PDF of two pages: what is read stands on the second. */
const letter = pdfOf([
  pdfLines([
    'This letter to the director of services for children tells what inspectors found.',
    'It is of two pages, and what is asked about stands on the second of them.',
  ]),
  pdfLines([
    'Inspectors came on 19 and 20 February 2019, and spoke to children and to who work with them.',
    'They looked at help and protection, and read the files of some of the children.',
  ]),
]);

let serving: Serving;
let sha256: string;
let visit: string;
beforeAll(async () => {
  const documents = createMemoryDocumentStore();
  sha256 = await documents.put(document);
  const events = [
    reported(
      { overall: 'inadequate', leadership: 'good' },
      {
        framework: 'SIF',
        days: days('2018-04-23', '2018-05-18'),
        published: '2018-07-25',
        source: { ...sources.report, sha256, locator: 'line 3' },
      },
    ),
    reported(
      { overall: 'requires_improvement' },
      {
        framework: 'SIF',
        days: days('2018-04-23', '2018-05-18'),
        published: '2018-07-25',
        source: { ...sources.council, sha256: '0'.repeat(64), locator: 'page 7, line 2' },
      },
    ),
  ];
  const visited = claimEvent(
    'VisitCarriedOut',
    { kind: 'focused', framework: 'ILACS' },
    {
      occurred: days('2019-02-19', '2019-02-20'),
      known: '2019-03-12',
      source: {
        ...sources.report,
        title: 'Letter on the visit',
        sha256: await documents.put(letter),
        locator: 'page 2, line 1',
      },
    },
  );
  visit = visited.id;
  events.push(visited);
  const store = createMemoryStore();
  for (const [stream, own] of Map.groupBy(events, (event: ClaimEvent) => streamOf(event))) {
    await store.append(stream, own, { expected: 'none' });
  }
  serving = await startServing({ store, documents });
});
afterAll(() => serving.stop());

const open = (url: string) => opened(serving, url);
const valuesOf = (page: Pick<PageRead, 'elements'>, name: string) =>
  marked(page, name).map(({ value }) => value);
const at = 'asOf=2026-08-31';

async function explained(query: string): Promise<Explanation> {
  const { text } = await serving.ask(`/api/authorities/sunderland/explain/standing?${query}`);
  return JSON.parse(text) as Explanation;
}

describe('the explanation of one part of an answer', () => {
  it('is of that part alone, named by its field or by an event that it rests on', async () => {
    const { answers } = await explained(`${at}&part=areas.leadership`);
    expect(answers.map(({ field }) => field)).toEqual(['areas.leadership']);
    const event = answers[0]?.events[0]?.event;
    const fields = (await explained(`${at}&part=${event}`)).answers.map(({ field }) => field);
    expect(fields).toEqual(['status', 'overall', 'areas.leadership']);
    expect((await explained(`${at}&part=nothing`)).answers).toEqual([]);
  });

  it('has the words of the document, where it is kept and passages are asked for', async () => {
    const [overall] = (await explained(`${at}&part=overall&passages=true`)).answers;
    const told = overall?.events.map(({ document: own, page, passage }) => [own, page, passage]);
    expect(told?.[0]).toEqual([
      sha256,
      null,
      [
        { place: 'line 1', text: `Report on services for children in ${evil}`, marked: [] },
        {
          place: 'line 3',
          text: `Overall effectiveness: inadequate ${evil}`,
          marked: [{ from: 0, to: 33 + 1 + evil.length }],
        },
        { place: 'line 4', text: 'A line after it', marked: [] },
      ],
    ]);
    expect((await explained(`${at}&part=overall`)).answers[0]?.events[0]?.passage).toBeNull();
  });
});

describe('every answer about an authority', () => {
  it('can be explained, or is said not to be', async () => {
    const refused = await serving.ask('/api/authorities/sunderland/explain/nothing');
    const { detail } = JSON.parse(refused.text) as { readonly detail: string };
    const names = /Name one of (.*)\.$/.exec(detail)?.[1]?.split(', ') ?? [];
    expect(names).toEqual(expect.arrayContaining(['standing', 'today', 'notices', 'findings']));
    for (const name of names) {
      const { status } = await serving.ask(`/api/authorities/sunderland/explain/${name}`);
      expect([name, status]).toEqual([name, 200]);
    }
  });
});

describe('the page that says why', () => {
  it('shows the words of the document at the place, as text whatever they are, with what was meant marked', async () => {
    const page = await open(`/authorities/sunderland/why/standing?${at}&part=overall`);
    expect([page.status, page.errors]).toEqual([200, []]);
    expect(valuesOf(page, 'data-field')).toEqual(['overall']);
    const [passage] = marked(page, 'data-passage');
    expect(textOf(passage!.element)).toContain(`children in ${evil}`);
    const [mark] = tagged(passage!, 'mark');
    expect(textOf(mark!)).toBe(`Overall effectiveness: inadequate ${evil}`);
    expect(page.html).not.toContain('<script>alert');
    expect(textOf(tagged(page, 'main')[0]!)).toContain('A council, Cabinet paper, says requires');
  });

  it('shows the page of the document as a picture beside the words, where it has pages', async () => {
    const page = await open(`/authorities/sunderland/why/activity?${at}&part=${visit}`);
    const [passage] = marked(page, 'data-passage');
    expect(textOf(passage!.element)).toContain(
      'Inspectors came on 19 and 20 February 2019, and spoke',
    );
    expect(textOf(passage!.element)).toContain('Letter on the visit, page 2, line');
    const [image] = tagged(passage!, 'img');
    expect(attribute(image!, 'alt')).toContain('Page 2 of Letter on the visit');
    const { status, headers } = await serving.ask(attribute(image!, 'src')!);
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
    expect(String(page.headers['content-security-policy'])).toMatch(/img-src 'self'/);
    const text = await open(`/authorities/sunderland/why/standing?${at}&part=overall`);
    expect(tagged(text, 'img')).toEqual([]);
  });

  it('says in words where the document is not kept', async () => {
    const page = await open(`/authorities/sunderland/why/standing?${at}&part=overall`);
    const kept = valuesOf(page, 'data-passage').length;
    expect(valuesOf(page, 'data-event').length).toBeGreaterThan(kept - 1);
    const other = await open(
      `/authorities/sunderland/why/activity?${at}&part=${valuesOf(page, 'data-event')[0]}`,
    );
    expect(textOf(tagged(other, 'main')[0]!)).toContain('The document is not kept here');
  });

  it('has an address that can be sent: it keeps the days, and leads back to the same', async () => {
    const page = await open('/authorities/sunderland/why/standing?part=overall');
    const [sent] = tagged(page, 'a').filter((one) => attribute(one, 'rel') === 'bookmark');
    const href = attribute(sent!, 'href')!;
    expect(href).toMatch(/[?&]asOf=\d{4}-\d{2}-\d{2}&knownAt=\d{4}-\d{2}-\d{2}&part=overall$/);
    const again = await open(href);
    expect(valuesOf(again, 'data-event')).toEqual(valuesOf(page, 'data-event'));
    const all = await open('/authorities/sunderland/why/standing');
    expect(valuesOf(all, 'id')).toContain('why-areas-leadership');
  });
});

describe('every figure', () => {
  it.each([
    ['/authorities/sunderland', ['standing', 'trajectory', 'due']],
    ['/authorities', ['standing', 'trajectory', 'due']],
    ['/due', ['due']],
    ['/?since=P9Y', ['activity', 'due']],
  ] as const)('at %s has beside it why it is so, and the page is there', async (url, questions) => {
    const page = await open(url);
    const hrefs = tagged(page, 'a').map((one) => attribute(one, 'href') ?? '');
    const why = hrefs.filter((href) => href.includes('/why/'));
    for (const question of questions) {
      const href = why.find((one) => one.includes(`/why/${question}?part=`));
      expect([question, href]).toEqual([question, expect.any(String)]);
      const told = await open(href!);
      expect(told.status).toBe(200);
      expect([href, valuesOf(told, 'data-field').length]).toEqual([href, expect.any(Number)]);
      expect(valuesOf(told, 'data-field')).not.toEqual([]);
    }
  });
});
