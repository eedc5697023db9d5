import type { ActivityView } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

const open = (url: string) => opened(serving, url);
const valuesOf = (page: Pick<PageRead, 'elements'>, name: string) =>
  marked(page, name).map(({ value }) => value);

/** An authority with many years, one without any, one that was abolished, one that took its place. */
const drawn = [
  '/authorities/sunderland?asOf=2026-08-31',
  '/authorities/sunderland?asOf=2026-08-31&from=2015&to=2018',
  '/authorities/sunderland?asOf=2026-08-31&from=2018&to=2018',
  '/authorities/slough?asOf=2026-08-31',
  '/authorities/merton?asOf=2009-06-01',
  '/authorities/dorset-to-2019?asOf=2026-08-31',
  '/authorities/dorset?asOf=2026-08-31',
  '/authorities/cheshire-east?asOf=2026-08-31&from=2019-10&to=2019-12',
];

/** Texts of a drawing with the room that each takes at the least. */
function textsOf(page: PageRead) {
  return tagged(page, 'text').map((element) => {
    const text = textOf(element);
    const width = text.length * 5;
    const x = Number(attribute(element, 'x'));
    const from = attribute(element, 'text-anchor') === 'end' ? x - width : x;
    return { text, y: Number(attribute(element, 'y')), from, to: from + width };
  });
}

describe.each(drawn)('the timeline at %s', (url) => {
  let page: PageRead;
  beforeAll(async () => {
    page = await open(url);
  });

  it('has no text on another, and none beyond its edges', () => {
    const texts = textsOf(page);
    for (const [index, one] of texts.entries()) {
      expect([one.text, one.from]).toEqual([one.text, Math.max(one.from, 0)]);
      expect([one.text, one.to]).toEqual([one.text, Math.min(one.to, 1140)]);
      const met = texts
        .slice(index + 1)
        .filter(({ y, from, to }) => Math.abs(y - one.y) < 9 && from < one.to && to > one.from);
      expect([one.text, met.map(({ text }) => text)]).toEqual([one.text, []]);
    }
  });

  it('is drawn of numbers alone, and says no less in its list', () => {
    const svg = marked(page, 'data-steps')[0]?.elements ?? [];
    for (const { attrs } of svg) {
      for (const { name, value } of attrs) {
        if (/^(?:[xy][12]?|c[xy]|[rd]|width|height)$/.test(name))
          expect(value).toMatch(/^[MLHVZ\d.,-]+$/);
      }
    }
    const targets = marked(page, 'data-mark').map(({ element }) => attribute(element, 'href'));
    const ids = new Set(valuesOf(page, 'id').map((id) => `#${id}`));
    expect(targets.filter((target) => !ids.has(target ?? ''))).toEqual([]);
    expect(new Set(targets).size).toBe(targets.length);
    expect(valuesOf(page, 'data-lane')).toHaveLength(targets.length);
  });
});

describe('the timeline', () => {
  it('shows the days of its address alone, and says how much lies outside', async () => {
    const whole = await open('/authorities/sunderland?asOf=2026-08-31');
    const part = await open('/authorities/sunderland?asOf=2026-08-31&from=2018&to=2018');
    const { activities } = JSON.parse(
      (await serving.ask('/api/authorities/sunderland/activity?asOf=2026-08-31')).text,
    ) as ActivityView;
    const within = activities.filter(
      (one) => one.activity === 'inspection' && one.start?.startsWith('2018'),
    );
    const inspections = valuesOf(part, 'data-lane').filter((lane) => lane === 'inspections');
    expect(inspections).toHaveLength(within.length);
    const outside = valuesOf(whole, 'data-lane').length - valuesOf(part, 'data-lane').length;
    expect(textOf(tagged(part, 'main')[0]!)).toContain(`${outside} more outside these days`);
    const [current] = tagged(part, 'a').filter((one) => attribute(one, 'aria-current') === 'true');
    expect(textOf(current!)).toBe('2018');
    expect((await open('/authorities/sunderland?from=then')).status).toBe(400);
    expect((await open('/authorities/sunderland?from=2020&to=2018')).status).toBe(400);
  });

  it('links the report to its inspection, so that the wait for it is a length', async () => {
    const page = await open('/authorities/sunderland?asOf=2026-08-31&from=2018&to=2018');
    const inspection = marked(page, 'data-mark').find(({ value }) => value === 'inspections')!;
    const part = (tag: string, name: string) =>
      inspection.elements.find(
        (one) => one.tagName === tag && attribute(one, 'class')?.startsWith(name),
      )!;
    const wait = part('line', 'mark__wait');
    const report = part('circle', 'mark__report');
    expect(attribute(wait, 'x2')).toBe(attribute(report, 'cx'));
    expect(Number(attribute(wait, 'x2')) - Number(attribute(wait, 'x1'))).toBeGreaterThan(100);
    expect(attribute(report, 'class')).toContain('fill--inadequate');
  });

  it('opens each entry to its facts, what others say against it, and where it is written', async () => {
    const page = await open('/authorities/sunderland?asOf=2026-08-31');
    const entries = marked(page, 'data-lane').map(({ value, element }) => ({
      lane: value,
      text: textOf(element),
    }));
    for (const { text } of entries) expect(text).toContain('Where it is written');
    const reinspection = entries.find(
      ({ lane, text }) => lane === 'inspections' && text.includes('23 April to 18 May 2018'),
    );
    expect(reinspection?.text).toContain('Overall effectiveness: inadequate.');
    expect(reinspection?.text).toContain('Ofsted, Sunderland: report of the re-inspection');
  });

  it('shows what became of the authority before it as context, in a lane of its own', async () => {
    const page = await open('/authorities/dorset?asOf=2026-08-31');
    const before = marked(page, 'data-lane').filter(({ value }) => value === 'before');
    expect(before.map(({ element }) => textOf(element)).join()).toContain(
      'Dorset (to 2019): SIF full inspection',
    );
    const old = await open('/authorities/dorset-to-2019?asOf=2026-08-31');
    expect(tagged(old, 'text').map(textOf)).toContain('Abolished 31 Mar 2019');
  });
});
