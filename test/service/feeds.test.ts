import { randomUUID } from 'node:crypto';
import { addDays, type ClaimEvent, epochDay, isoDay } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { correction, days, inspected, reported, sources } from '@monitoring-timeline/core/testing';
import { createVirtualClock, type IssuedNotice } from '@monitoring-timeline/projections';
import { parseFeed } from '@rowanmanning/feed-parser';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atomText } from '../../packages/service/src/feeds/atom.ts';
import { temporaryFolder } from '../support/command.ts';
import { shippedStoreIn } from '../support/shipped-store.ts';
import { atomFaults } from './atom-rules.ts';
import { fewEvents, type Serving, startServing } from './serving.ts';

const clock = createVirtualClock('2026-03-02');
const store = createMemoryStore({ now: () => new Date(clock.now()) });
let serving: Serving;

const append = (...events: readonly ClaimEvent[]) =>
  store.append(`authority-${events[0]!.authority}`, events, {
    expected: 'any',
  });

const about = {
  authority: 'merton',
  framework: 'ILACS',
  version: '2023',
  kind: 'standard',
} as const;
const visited = days('2023-03-06', '2023-03-10');
const first = inspected({ ...about, days: visited });
const report = reported(
  { overall: 'good', leadership: 'good' },
  { ...about, days: visited, published: '2023-04-20' },
);

/** An entry as a calendar program reads it. */
interface Entry {
  readonly uid: string;
  readonly day: string;
  readonly end: string;
  readonly summary: string;
  readonly status: string;
  readonly sequence: number;
  readonly allDay: boolean;
  readonly modified: string;
}

function entriesOf(text: string): readonly Entry[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      day: event.startDate.toString(),
      end: event.endDate.toString(),
      summary: event.summary,
      status: String(component.getFirstPropertyValue('status')),
      sequence: event.sequence,
      allDay: event.startDate.isDate,
      modified: String(component.getFirstPropertyValue('last-modified')),
    };
  });
}

const calendar = '/calendar/authorities/merton.ics';
const merton = async () => entriesOf((await serving.ask(calendar)).text);
const window = (entries: readonly Entry[]) =>
  entries.filter(({ summary }) => /ILACS inspection, (?:window|usual point)/.test(summary));

beforeAll(async () => {
  await append(first, report);
  const others = fewEvents().filter(({ authority }) => authority === 'sunderland');
  await append(...others);
  serving = await startServing({ store, clock });
});
afterAll(() => serving.stop());

describe('a calendar', () => {
  it('has an all-day entry for each day of each clock, in the form that calendar programs share', async () => {
    const { status, headers, text } = await serving.ask(calendar);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/calendar');
    expect(headers.attribution).toContain('not official statistics');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const whole = new ICAL.Component(ICAL.parse(text));
    expect(whole.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(whole.getFirstPropertyValue('x-wr-calname')).toBe('Inspections: Merton');
    expect(String(whole.getFirstPropertyValue('refresh-interval'))).toBe('PT6H');
    const entries = await merton();
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(entries.length);
    for (const { allDay } of entries) expect(allDay).toBe(true);
    expect(
      window(entries).map(({ day, end, summary, status: held }) => [day, end, summary, held]),
    ).toEqual([
      [
        '2025-09-10',
        '2026-09-11',
        'Merton: ILACS inspection, window (usual, not confirmed)',
        'TENTATIVE',
      ],
      [
        '2026-03-10',
        '2026-03-11',
        'Merton: ILACS inspection, usual point (usual, not confirmed)',
        'TENTATIVE',
      ],
    ]);
  });

  it('says why, by which rule, and that a wait is nobody’s failing', async () => {
    const { text } = await serving.ask(calendar);
    const plain = text.replaceAll('\r\n ', '').replaceAll('\\,', ',');
    expect(plain).toContain('counted from the last day on site');
    expect(plain).toContain('Usual practice, not law.');
    expect(plain).toContain('Open Government Licence');
    expect(plain).not.toMatch(/token|secret/i);
  });

  it('is not sent again to who has it', async () => {
    const { etag } = (await serving.ask(calendar)).headers;
    const again = await serving.ask(calendar, { headers: { 'if-none-match': etag! } });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
  });

  it('keeps its entries where a later edition tells of the same inspection', async () => {
    const before = window(await merton());
    clock.set('2026-03-03');
    await append(
      reported(
        { overall: 'good' },
        {
          ...about,
          days: visited,
          published: '2023-04-20',
          source: sources.release2023,
          known: '2023-07-06',
        },
      ),
    );
    const after = window(await merton());
    // its number stays, too: nothing about them was changed
    expect(after).toEqual(before);
  });

  it('moves an entry under its id where a day is corrected, and says that it changed', async () => {
    const before = window(await merton());
    clock.set('2026-03-04');
    const right = days('2023-03-06', '2023-03-17');
    await append(
      correction(first, '/occurred', right, { source: sources.person }),
      correction(report, '/data/of/days', right, { source: sources.person }),
    );
    const after = window(await merton());
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(after.map(({ day, end }) => [day, end])).toEqual([
      ['2025-09-17', '2026-09-18'],
      ['2026-03-17', '2026-03-18'],
    ]);
    for (const [at, entry] of after.entries()) {
      expect(entry.sequence).toBeGreaterThan(before[at]!.sequence);
      expect(entry.modified > before[at]!.modified).toBe(true);
    }
  });

  it('closes entries once the inspection is over, and opens those of the next', async () => {
    const before = window(await merton());
    clock.set('2026-06-20');
    const next = days('2026-05-11', '2026-05-15');
    await append(
      inspected({ ...about, days: next }),
      reported(
        { leadership: 'good', help_and_protection: 'good' },
        { ...about, version: '2026', days: next, published: '2026-06-18' },
      ),
    );
    const after = window(await merton());
    const closed = after.filter(({ status }) => status === 'CANCELLED');
    expect(closed.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    for (const { summary } of closed) expect(summary).toMatch(/^Ended: /);
    const open = after.filter(({ status }) => status !== 'CANCELLED');
    expect(open.length).toBeGreaterThan(0);
    for (const { uid, day } of open) {
      expect(before.map((entry) => entry.uid)).not.toContain(uid);
      expect(day > '2026-06-20').toBe(true);
    }
  });

  it('keeps a day of long ago while somebody still waits for what was to come', async () => {
    const own = await startServing({ store: createMemoryStore(), clock });
    const long = days('2016-03-07', '2016-03-18');
    const sif = { authority: 'merton', framework: 'SIF', days: long } as const;
    const judged = reported({ overall: 'inadequate' }, { ...sif, published: '2016-06-01' });
    await own.parts.store.append('authority-merton', [inspected(sif), judged] as never, {
      expected: 'any',
    });
    const entries = entriesOf((await own.ask(calendar)).text);
    expect(entries.map(({ day, status }) => [day, status])).toContainEqual([
      '2018-06-01',
      'TENTATIVE',
    ]);
    await own.stop();
  });

  it('says once whose data it is, and has no more than a calendar program takes for all England', async () => {
    const folder = temporaryFolder();
    await shippedStoreIn(folder.path);
    const whole = await startServing({
      store: await openSqliteStore(`${folder.path}/var/timeline.db`),
    });
    const { text } = await whole.ask('/calendar.ics');
    const reminding = (await whole.ask('/calendar.ics?alarm=P7D')).text;
    await whole.stop();
    folder.remove();
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(Buffer.byteLength(reminding)).toBeLessThan(1_000_000);
    expect(reminding.match(/BEGIN:VALARM/g)?.length).toBeGreaterThan(300);
    expect(text.replaceAll('\r\n ', '').match(/Not a product of Ofsted/g)).toHaveLength(1);
    // it is England's, not that of a few
    expect(entriesOf(text).length).toBeGreaterThan(300);
  });

  it('can be had of a region and of the country, and holds the same entries', async () => {
    const london = entriesOf((await serving.ask('/calendar/london.ics')).text);
    const own = await merton();
    expect(london).toEqual(expect.arrayContaining([...own]));
    const all = entriesOf((await serving.ask('/calendar.ics')).text);
    expect(all.length).toBeGreaterThan(london.length);
    expect(all.some(({ summary }) => summary.includes('Sunderland'))).toBe(true);
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
  });

  it('reminds by choice, and says how a span is written', async () => {
    const { status, text } = await serving.ask(`${calendar}?alarm=P2W`);
    expect({ status, reminds: text.includes('TRIGGER;RELATED=START:-P14D') }).toEqual({
      status: 200,
      reminds: true,
    });
    expect((await serving.ask(calendar)).text).not.toContain('VALARM');
    for (const alarm of ['soon', 'P', 'P900D', 'P1Y']) {
      const refused = await serving.ask(`${calendar}?alarm=${alarm}`);
      expect({ alarm, status: refused.status }).toEqual({ alarm, status: 400 });
      expect(refused.json<{ detail: string }>().detail).toContain('alarm=P7D');
    }
  });

  it.each([
    ['/calendar/mars.ics', 'north-east'],
    ['/calendar/authorities/atlantis.ics', 'atlantis'],
  ])('of nobody is refused: %s', async (address, told) => {
    const answer = await serving.ask(address);
    expect(answer.status).toBe(404);
    expect(answer.json<{ detail: string }>().detail).toContain(told);
  });
});

describe('the feed of notices', () => {
  it('is a feed without entries before there are any', async () => {
    const { text, headers } = await serving.ask('/notices.atom?authority=slough');
    expect(headers['content-type']).toContain('application/atom+xml');
    const feed = parseFeed(text);
    expect(feed.items).toEqual([]);
    expect(feed.copyright).toContain('not official statistics');
    expect(atomFaults(text)).toEqual([]);
    expect(text).toContain('<updated>2026-03-02T00:00:00.000Z</updated>');
  });

  it('has every notice once, the latest first, page by page, under ids that stay', async () => {
    const late = new Set(['slough', 'northumberland', 'cheshire-east', 'stockton-on-tees']);
    const many = fewEvents().filter(({ authority }) => late.has(authority));
    for (const own of Map.groupBy(many, ({ authority }) => authority).values())
      await append(...own);
    const graded = reported(
      { overall: 'good' },
      {
        ...about,
        authority: 'slough',
        days: days('2025-07-07', '2025-07-18'),
        published: '2025-09-01',
        known: '2025-09-01',
      },
    );
    await append(graded);
    for (let n = 0; n < 40; n += 1) {
      const known = isoDay(addDays(epochDay('2025-09-02'), n));
      const grade = n % 2 === 0 ? 'inadequate' : 'good';
      const given = { authority: 'slough', known };
      await append(correction(graded, '/data/judgements/0/grade', grade, given));
    }
    const notices = (await serving.ask('/api/notices?limit=2000')).json<
      { id: string; sequence: string }[]
    >();
    expect(notices.length).toBeGreaterThan(100);
    const ids: string[] = [];
    let address: string | undefined = `${serving.url}/notices.atom`;
    for (let pages = 0; address !== undefined && pages < 20; pages += 1) {
      const { text } = await serving.ask(address.slice(serving.url.length));
      expect(parseFeed(text).self).toBe(address);
      expect(atomFaults(text)).toEqual([]);
      ids.push(...parseFeed(text).items.map(({ id }) => id!.replace('urn:uuid:', '')));
      address = /<link rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(ids).toEqual(notices.map(({ id }) => id).toReversed());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells of one authority where asked, in words, with a link that leads on', async () => {
    const { text, headers } = await serving.ask('/notices.atom?authority=slough');
    const { items, title } = parseFeed(text);
    expect(title).toBe('Notices: Slough');
    expect(items.length).toBeGreaterThan(10);
    for (const item of items) {
      expect(item.title).toMatch(/^Slough: /);
      expect(item.description).toMatch(/^[A-Z].{20,}\.$/s);
      expect(item.published).toBeInstanceOf(Date);
    }
    expect((await serving.ask(items[0]!.url!.slice(serving.url.length))).status).toBe(200);
    const again = await serving.ask('/notices.atom?authority=slough', {
      headers: { 'if-none-match': headers.etag! },
    });
    expect(again.status).toBe(304);
  });

  it('goes on after a name with a character that XML cannot hold', () => {
    const one: IssuedNotice = {
      id: randomUUID(),
      sequence: '000000000001',
      kind: 'StandingChanged',
      authority: 'slough',
      issued: '2026-01-05T08:00:00.000Z',
      day: '2026-01-05',
      title: 'Slo\u0000u\u0008gh\ud800 & Eton: standing changed',
      text: 'It changed.',
    } as never;
    const text = atomText({
      id: 'urn:uuid:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
      title: 'Notices',
      base: 'http://localhost',
      self: 'http://localhost/notices.atom',
      first: 'http://localhost/notices.atom',
      next: undefined,
      updated: new Date(0),
      notices: [one],
    });
    expect(atomFaults(text)).toEqual([]);
    expect(['\u0000', '\u0008', '\ud800'].filter((one) => text.includes(one))).toEqual([]);
    const [item] = parseFeed(text).items;
    expect(item?.title).toContain('Slough & Eton');
    expect(item?.published).toEqual(new Date('2026-01-05T08:00:00.000Z'));
  });

  it('says when each was issued, the same at every reading, and links to an answer that can be read', async () => {
    const issued = new Map(
      (await serving.ask('/api/notices?limit=2000&authority=slough'))
        .json<{ id: string; issued: string }[]>()
        .map((one) => [`urn:uuid:${one.id}`, one.issued]),
    );
    const read = async () => parseFeed((await serving.ask('/notices.atom?authority=slough')).text);
    const feed = await read();
    for (const { id, updated, published } of feed.items) {
      expect([updated, published].map((date) => date?.toISOString())).toEqual([
        issued.get(id!),
        issued.get(id!),
      ]);
    }
    expect(feed.updated).toEqual(feed.items[0]!.updated);
    clock.set('2026-06-21');
    expect((await read()).items.slice(0, 5).map(({ id }) => issued.has(id!))).toContain(true);
  });

  it('is of a region, a kind, a weight and a time as notices are', async () => {
    const ids = async (query: string) =>
      parseFeed((await serving.ask(`/notices.atom?${query}`)).text).items.map(({ id }) => id);
    const told = async (query: string) =>
      (await serving.ask(`/api/notices?limit=2000&${query}`))
        .json<{ id: string; weight: number; authority: string; kind: string }[]>()
        .toReversed();
    for (const query of [
      'region=North+East&weight=4',
      'authority=northumberland&authority=cheshire-east&type=LeadershipChanged',
      'authority=slough&inadequate=true&since=last-week&type=FactCorrected',
      'authority=slough&area=overall&type=StandingChanged&since=2099-01-01',
    ]) {
      const wanted = (await told(query)).slice(0, 100);
      expect(await ids(query), query).toEqual(wanted.map(({ id }) => `urn:uuid:${id}`));
      expect(wanted.length > 0, query).toBe(!query.includes('2099'));
    }
    const heavy = await told('region=North+East&weight=4');
    expect(heavy.filter(({ weight, kind }) => weight < 4 && kind !== 'NoticeWithdrawn')).toEqual(
      [],
    );
    expect(heavy.some(({ authority }) => authority === 'slough')).toBe(false);
    expect((await serving.ask('/api/notices?since=soon')).status).toBe(400);
    expect((await serving.ask('/notices.atom?weight=9')).status).toBe(400);
  });

  it('names what it refuses', async () => {
    expect((await serving.ask('/notices.atom?before=x')).status).toBe(400);
    expect((await serving.ask('/notices.atom?authority=atlantis')).status).toBe(404);
  });
});

describe('the rules of RFC 4287', () => {
  const right = atomText({
    id: 'urn:uuid:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
    title: 'Notices',
    base: 'http://localhost',
    self: 'http://localhost/notices.atom',
    first: 'http://localhost/notices.atom',
    next: undefined,
    updated: undefined,
    notices: ['2026-01-06', '2026-01-05'].map((day) => ({
      id: randomUUID(),
      kind: 'StandingChanged',
      authority: 'slough',
      issued: `${day}T08:00:00.000Z`,
      title: 'Slough: A & B',
      text: 'It changed.',
    })) as never,
  });

  it.each([
    ['<id>urn:uuid:1b', '<id>1b', '4.2.6'],
    ['<updated>2026-01-06T08:00:00.000Z', '<updated>2026-01-05', '3.3'],
    ['<updated>2026-01-06T08', '<updated>2026-01-04T08', '4.2.15'],
    ['rel="self"', 'rel="related"', '4.1.1'],
    [/<author>.*?<\/author>/s, '', '4.1.2'],
    ['type="html"', 'type="text/html"', '3.1'],
    ['A &amp; B', 'A & B', '3.1.1.2'],
    [/urn:uuid:[^<]+(?=<\/id>\s*<link)/g, 'urn:uuid:one', 'two entries'],
    [' term="StandingChanged"', '', '4.2.2'],
    ['</feed>', '', 'XML'],
  ] as const)('are broken where %s is otherwise', (from, to, told) => {
    expect(atomFaults(right)).toEqual([]);
    expect(right.replace(from, to)).not.toBe(right);
    expect(atomFaults(right.replace(from, to)).join('\n')).toContain(told);
  });
});
