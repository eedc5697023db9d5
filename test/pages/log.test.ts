import {
  authorityStream,
  beginning,
  type ClaimEvent,
  claimTypes,
  operationsStream,
  type Recorded,
} from '@monitoring-timeline/core';
import { FormData } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fewEvents, type Serving, startServing, storeOf } from '../service/serving.ts';
import { append, visit } from '../service/small-claims.ts';
import { attribute, marked, opened, type PageRead, tagged, textOf } from './page.ts';
import { Visitor } from './visitor.ts';

const evil = `<script>alert(1)</script></pre><img src=x>'&{{ 7 * 7 }}`;
let serving: Serving;
let admin: Visitor;
let all: readonly Recorded[];
let claims: readonly Recorded[];

beforeAll(async () => {
  const named = visit('merton', '2026-01-05', 1) as ClaimEvent & { source: { title: string } };
  const spoilt = { ...named, source: { ...named.source, title: evil } };
  serving = await startServing({ store: await storeOf(fewEvents()) });
  await append(serving.parts.store, spoilt);
  admin = await new Visitor(serving).signIn('admin');
  const target = (await read()).find(({ event }) => event.type === 'ReportPublished')!;
  const editor = await serving.bearer('editor');
  await serving.ask('/api/retractions', {
    method: 'POST',
    headers: { ...editor, 'content-type': 'application/json' },
    body: JSON.stringify({ event: target.event.id, why: `a test ${evil}` }),
  });
  all = await read();
  claims = all.filter(({ event }) => claimTypes.has(event.type));
});
afterAll(() => serving.stop());

async function read(): Promise<readonly Recorded[]> {
  const { events } = await serving.parts.store.readAll(beginning, { limit: 100_000 });
  return events;
}
const placesOf = (page: PageRead) =>
  marked(page, 'data-revision').map(
    ({ element, value }) => `${attribute(element, 'data-stream')} ${value}`,
  );
const placeOf = ({ stream, revision }: Recorded) => `${stream} ${revision}`;
const hrefOf = (page: PageRead, rel: string) => {
  const [link] = marked(page, 'rel').filter(({ value }) => value === rel);
  return link && attribute(link.element, 'href');
};
const main = (page: PageRead) => textOf(tagged(page, 'main')[0]!);

describe('the log', () => {
  it('is gone through page by page, each event once, the latest first', async () => {
    let page = await admin.open('/log');
    const seen: string[] = [];
    for (;;) {
      expect(page.errors).toEqual([]);
      seen.push(...placesOf(page));
      const older = hrefOf(page, 'prev');
      if (older === undefined) break;
      page = await admin.open(older);
    }
    expect(seen).toEqual(all.map(placeOf).toReversed());
    expect(hrefOf(page, 'first')).toBeUndefined();
    expect(placesOf(await admin.open(hrefOf(page, 'last')!))[0]).toBe(placeOf(all.at(-1)!));
  });

  it('holds a page for good once it is full', async () => {
    const before = placesOf(await admin.open('/log?page=1'));
    expect(before).toEqual(all.slice(0, 50).map(placeOf).toReversed());
    await append(serving.parts.store, visit('merton', '2026-01-06', 7));
    expect(placesOf(await admin.open('/log?page=1'))).toEqual(before);
    expect(placesOf(await admin.open('/log'))[0]).toMatch(/^authority-merton /);
    all = await read();
    claims = all.filter(({ event }) => claimTypes.has(event.type));
  });

  it('is narrowed to a type, a stream, an authority or one event', async () => {
    const type = 'VisitCarriedOut';
    const visits = all.filter(({ event }) => event.type === type).map(placeOf);
    const last = await admin.open(`/log?type=${type}`);
    expect(placesOf(last)).toEqual(visits.slice(-(visits.length % 50 || 50)).toReversed());
    const own = all.filter(({ stream }) => stream === 'authority-sunderland');
    for (const words of [
      'stream=authority-sunderland',
      'authority=Sunderland',
      'authority=E08000024',
    ]) {
      const page = await admin.open(`/log?${words}`);
      expect(placesOf(page)).toEqual(
        own
          .slice(-(own.length % 50 || 50))
          .map(placeOf)
          .toReversed(),
      );
    }
    const some = own.filter(({ event }) => event.type === type).map(placeOf);
    expect(placesOf(await admin.open(`/log?authority=sunderland&type=${type}`))).toEqual(
      some.toReversed(),
    );
    const one = own[3]!;
    expect(placesOf(await admin.open(`/log?event=${one.event.id}`))).toEqual([placeOf(one)]);
    for (const [url, status] of [
      [`/log?event=${crypto.randomUUID()}`, 404],
      ['/log?stream=nowhere', 404],
      ['/log?authority=nobody-of-that-name', 404],
      ['/log?page=0', 400],
      ['/log/national/first', 400],
      ['/log/national/99999', 404],
      ['/log/nowhere/0', 404],
    ] as const) {
      expect([url, (await admin.open(url)).status]).toEqual([url, status]);
    }
  });

  it('shows its streams, with how many events each has', async () => {
    const page = await admin.open('/log/streams');
    const names = marked(page, 'data-stream').map(({ value }) => value);
    expect(names).toEqual(await serving.parts.store.streams());
    const row = marked(page, 'data-stream').find(({ value }) => value === 'authority-slough')!;
    const count = all.filter(({ stream }) => stream === 'authority-slough').length;
    expect(textOf(tagged(row, 'td')[0]!)).toBe(String(count));
    const few = await admin.open('/log/streams?holding=Dorset');
    expect(marked(few, 'data-stream').map(({ value }) => value)).toEqual([
      'authority-dorset',
      'authority-dorset-to-2019',
    ]);
  });

  it('shows an event as it is kept, with its hashes, its neighbours and what repairs it', async () => {
    const repair = all.find(({ event }) => event.type === 'FactRetracted')!;
    const { target: id } = repair.event.data as unknown as { readonly target: string };
    const target = all.find(({ event }) => event.id === id)!;
    const before = all.find(
      (one) => one.stream === target.stream && one.revision === target.revision - 1,
    );
    const page = await admin.open(`/log/${target.stream}/${target.revision}`);
    expect(JSON.parse(textOf(tagged(page, 'pre')[0]!))).toEqual(
      JSON.parse(JSON.stringify(target.event)),
    );
    for (const text of [target.contentHash, target.chainHash, before?.chainHash ?? 'none']) {
      expect(main(page)).toContain(text);
    }
    expect(main(page)).toContain('Both hashes follow from what is kept.');
    expect(placesOf(page)).toEqual([placeOf(repair)]);
    const after = await admin.open(`/log/${repair.stream}/${repair.revision}`);
    expect(placesOf(after)).toEqual([placeOf(target)]);
    expect(hrefOf(after, 'prev')).toBe(`/log/${repair.stream}/${repair.revision - 1}`);
    // whatever an event holds is text
    expect(after.errors).toEqual([]);
    expect(
      tagged(after, 'script', 'img').filter((one) => !attribute(one, 'src')?.startsWith('/')),
    ).toEqual([]);
    expect(main(after)).not.toContain("'&49");
    expect(textOf(tagged(after, 'pre')[0]!)).toContain('</pre><img src=x>');
  });

  it('leads from a claim to the import that wrote it, and back to all of them', async () => {
    const events = ['03', '04', '05'].map((day, n) => visit('merton', `2026-02-${day}`, 20 + n));
    const form = new FormData();
    form.append('file', new Blob([events.map((one) => JSON.stringify(one)).join('\n')]), 'a.jsonl');
    const editor = await serving.bearer('editor');
    const answer = await serving.ask('/api/imports', {
      method: 'POST',
      headers: editor,
      body: form as never,
    });
    expect(answer.json<{ appended: number }>().appended).toBe(3);
    const stream = await serving.parts.store.readStream(authorityStream('merton' as never));
    const own = stream.slice(-3);
    const page = await admin.open(`/log/${own[0]!.stream}/${own[0]!.revision}`);
    const [link] = tagged(page, 'a').filter((one) => textOf(one) === '3 events of the same import');
    const listed = await admin.open(attribute(link!, 'href')!);
    expect(placesOf(listed)).toEqual(own.map(placeOf).toReversed());
    const [run] = tagged(page, 'a').filter((one) => textOf(one) === 'The end of the import');
    expect(main(await admin.open(attribute(run!, 'href')!))).toContain('ImportRun');
  });
});

describe('what the system and its users did', () => {
  it('is for administrators: others read the claims alone, on no page and by no address more', async () => {
    const reader = await new Visitor(serving).signIn('reader');
    const secret = all.find(({ event }) => event.type === 'TokenChanged')!;
    const { hash } = secret.event.data as unknown as { readonly hash: string };
    expect(main(await admin.open(`/log/${operationsStream}/${secret.revision}`))).toContain(hash);
    for (const [who, status] of [
      [reader, 403],
      [new Visitor(serving), 401],
    ] as const) {
      for (const url of [
        `/log/${operationsStream}/${secret.revision}`,
        `/log?stream=${operationsStream}`,
        '/log?type=TokenChanged',
      ]) {
        const page = await who.open(url);
        expect([url, page.status]).toEqual([url, status]);
        expect(page.html).not.toContain(hash);
        expect(main(page)).toContain('This needs a token of the role admin');
      }
      expect((await who.open(`/log?event=${secret.event.id}`)).status).toBe(404);
      const streams = await who.open('/log/streams');
      expect(streams.html).not.toContain(operationsStream);
      const page = await who.open('/log?page=1');
      expect(placesOf(page)).toEqual(claims.slice(0, 50).map(placeOf).toReversed());
      expect(page.html).not.toContain('TokenChanged');
    }
  });

  it('is not kept for anybody else', async () => {
    const page = await admin.open('/log');
    expect(page.headers['cache-control']).toBe('no-store');
    expect((await opened(serving, '/log')).html).not.toContain('TokenChanged');
  });
});
