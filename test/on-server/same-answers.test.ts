import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyLog, streamOf, verifyStore } from '@monitoring-timeline/core';
import { openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { createVirtualClock } from '@monitoring-timeline/projections';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kurrentServers, onNamedServer } from '../contract/kurrent-server.ts';
import { addressOf, type checker, type Operation, operationsIn } from '../service/openapi.ts';
import { fewEvents, type Serving, startServing } from '../service/serving.ts';
import { shippedEvents } from '../support/record.ts';

type Described = Parameters<typeof checker>[0];

/** Long enough for a leader that has to be found. */
const patience = 60_000;

/** Positions are each engine's own, each log has its own identity, and each service and request a name: everything else is to be the same. */
function comparable(text: string, { url, parts }: Serving): string {
  return text
    .replaceAll(/(?<![0-9a-f])(?:\d{16}|\d{20})(?![0-9a-f])/g, 'POSITION')
    .replaceAll(/urn:timeline:request:[0-9a-f-]+/g, 'REQUEST')
    .replaceAll(/(<id>urn:uuid:)[0-9a-f-]+/g, '$1LOG')
    .replaceAll(parts.store.id, 'LOG')
    .replaceAll(url, 'HERE');
}

/** Where two texts part, for who has to find out why. */
function firstDifference(ours: string, theirs: string): object {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at += 1;
  const from = Math.max(0, at - 60);
  return { ours: ours.slice(from, at + 120), theirs: theirs.slice(from, at + 120) };
}

/** What is read once and does not stay open. */
function isAnswered({ method, path, responses }: Operation): boolean {
  const media = Object.keys(responses['200']?.content ?? {});
  return (
    method === 'get' &&
    !/^\/(?:health|metrics)/.test(path) &&
    !media.some((one) => /event-stream|octet|parquet|spreadsheet|word/.test(one))
  );
}

/** The server that is named; else the first of ours. */
const [server] = kurrentServers();

describe(`the record on ${server?.name}`, () => {
  let folder: string;
  let there: Awaited<ReturnType<typeof openKurrentStore>>;
  const running: Serving[] = [];

  beforeAll(async () => {
    await server?.start();
    folder = await mkdtemp(join(tmpdir(), 'timeline-same-'));
  });
  afterAll(async () => {
    for (const one of running) await one.stop();
    await there?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is copied there and back with equal heads, and gives the same answers at the same addresses as a file', async () => {
    const source = await openSqliteStore(join(folder, 'record.db'));
    const events = onNamedServer ? shippedEvents() : fewEvents();
    await source.appendMany(
      events.map((event) => ({ stream: streamOf(event), events: [event], expected: 'any' })),
    );
    there = await openKurrentStore(server!.address(), { patience });
    const back = await openSqliteStore(join(folder, 'back.db'));
    await copyLog(source, there);
    await copyLog(there, back);
    const head = await source.head();
    for (const store of [there, back]) {
      const { hash, events: count, streams } = head;
      expect(await verifyStore(store)).toMatchObject({
        valid: true,
        head: { hash, events: count, streams },
      });
    }
    await back.close();

    const clock = createVirtualClock('2026-09-01');
    const [onFile, onServer] = [
      await startServing({ store: source, clock }),
      await startServing({ store: there, clock }),
    ];
    running.push(onFile, onServer);
    const description = (await onFile.ask('/openapi.json')).json<Described>();
    const asked = operationsIn(description)
      .filter(isAnswered)
      .filter((_, n) => onNamedServer || n % 12 === 0);
    const paths = asked.flatMap((operation) =>
      fc.sample(addressOf(operation, false), onNamedServer ? 2 : 1),
    );
    let given = 0;
    const different: unknown[] = [];
    for (const path of new Set(paths)) {
      const [ours, theirs] = [await onFile.ask(path), await onServer.ask(path)];
      if (ours.status === 200) given += 1;
      const [own, other] = [comparable(ours.text, onFile), comparable(theirs.text, onServer)];
      if (ours.status !== theirs.status) different.push({ path, ours: own, theirs: other });
      // a refusal may say what positions of its engine look like
      else if (ours.status === 200 && own !== other) {
        different.push({ path, ...firstDifference(own, other) });
      }
    }
    expect(different).toEqual([]);
    expect(given).toBeGreaterThan(paths.length * 0.3);
    console.info(`${new Set(paths).size} addresses, ${given} of them with an answer: all the same`);
  });
});
