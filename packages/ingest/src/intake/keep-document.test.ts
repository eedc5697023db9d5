import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginning } from '@monitoring-timeline/core';
import { createMemoryDocumentStore, documentIdOf } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { describe, expect, it } from 'vitest';
import { importPaths } from '../import.ts';
import { passageOf } from '../reading/passage.ts';
import { csv, inFolder, now } from '../testing/files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const good = csv('authority,role,in_post_since,report_published', 'Norfolk,dcs,2017-10,2018-01-19');

async function imported(content: string, name = 'table.csv', maxBytes = 1_000_000) {
  const store = createMemoryStore();
  const documents = createMemoryDocumentStore({ maxBytes });
  return inFolder(async (folder) => {
    await writeFile(join(folder, name), content);
    const people = createMemoryPeopleRegister();
    const result = await importPaths([folder], { store, people, documents, now });
    const { events } = await store.readAll(beginning, { limit: 100 });
    return { result, documents, claims: events.map(({ event }) => event) };
  });
}

describe('a file that is imported', () => {
  it('is kept under its hash, so that the passage of what waits in quarantine can be shown', async () => {
    const { documents, claims } = await imported(`${good}Nowhere,dcs,2017-10,2018-01-19\n`);
    const waiting = claims.find(({ type }) => type === 'ProposalQuarantined');
    const { sha256 = '', locator = '' } = (waiting?.data ?? {}) as Record<string, string>;
    const { lines } = await passageOf(documents, sha256, locator, { context: 0 });
    expect(lines).toEqual([
      {
        place: 'row 3',
        text: 'Nowhere | dcs | 2017-10 | 2018-01-19',
        marked: [{ from: 0, to: 7 }],
      },
    ]);
  });

  it('that is not recognised leaves its hash and the reason, and no bytes: they may be anything', async () => {
    const text = 'colour,size\nred,3\n';
    const { result, documents, claims } = await imported(text);
    expect(result.quarantined).toMatchObject([{ reason: 'not_recognised' }]);
    const waiting = claims.find(({ type }) => type === 'ProposalQuarantined');
    expect(waiting?.data).toMatchObject({ sha256: documentIdOf(bytes(text)) });
    expect(await documents.has(documentIdOf(bytes(text)))).toBe(false);
  });

  it('is not kept where it holds nothing but events, which the log has as they stand', async () => {
    const text = '{"person":"p-0123456789abcdef0123","name":"Some Body"}\n';
    const { result, documents } = await imported(text, 'people.jsonl');
    expect([result.quarantined, result.notKept]).toEqual([[], []]);
    expect(await documents.has(documentIdOf(bytes(text)))).toBe(false);
  });

  it('gives its facts also where it is too large to be kept, and the result says that it was not', async () => {
    const { result } = await imported(good, 'table.csv', 10);
    expect(result).toMatchObject({
      appended: 1,
      notKept: [{ file: expect.stringContaining('table.csv'), why: expect.stringContaining('10') }],
    });
  });
});

describe('a header', () => {
  it('with a column that stands twice is refused, and the column is named', async () => {
    const header = 'authority,role,In post since,in_post_since,report_published';
    const { result } = await imported(csv(header, 'Norfolk,dcs,2017-10,2016-01,2018-01-19'));
    expect(result).toMatchObject({
      appended: 0,
      quarantined: [{ reason: 'doubled_column', locator: 'row 1' }],
    });
    expect(result.quarantined[0]?.message).toContain('in_post_since');
  });
});
