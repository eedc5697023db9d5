import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginning, type EventStore, type Recorded } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { type ImportResult, importPaths } from '@monitoring-timeline/ingest';
import { logLines } from '@monitoring-timeline/projections/export';

export const now = new Date('2026-11-21T12:00:00Z');
export const published = '2026-09-24';

/** Runs something with a folder of its own, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-doors-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A store in memory, and ways to fill it and to write it out. */
export function desk(further: { readonly wholeLogs?: boolean } = {}) {
  const store = createMemoryStore();
  const people = createMemoryPeopleRegister();
  return {
    store,
    people,
    /** Imports paths. */
    give: (...paths: readonly string[]): Promise<ImportResult> =>
      importPaths(paths, { store, people, now, published, ...further }),
    /** Imports texts, each under its name. */
    take: (files: Readonly<Record<string, string | Uint8Array>>): Promise<ImportResult> =>
      inFolder(async (folder) => {
        for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
        const paths = Object.keys(files).map((name) => join(folder, name));
        return importPaths(paths, { store, people, now, published, ...further });
      }),
    /** The log as lines of an export. */
    async lines(factsOnly = false): Promise<string[]> {
      const { position: upTo } = await store.head();
      const asked = { store, format: 'jsonl' as const, upTo, people, factsOnly };
      let text = '';
      for await (const piece of logLines(asked, { events: 0, people: 0 })) text += piece;
      return text.trimEnd().split('\n');
    },
  };
}

export async function allOf(store: EventStore): Promise<readonly Recorded[]> {
  return (await store.readAll(beginning, { limit: 20_000 })).events;
}

export const reasons = ({ quarantined }: ImportResult): string[] =>
  quarantined.map(({ reason }) => reason);

const header =
  'Web link,Local authority name,Ofsted region,Inspection date,Publication date,Overall effectiveness,The impact of leaders on social work practice with children and families,The experiences and progress of children who need help and protection,The experiences and progress of children in care,The experiences and progress of care leavers';

/** A sheet of latest judgements, one row an authority. */
export function judged(...authorities: readonly string[]): string {
  const rows = authorities.map(
    (name) => `web,${name},London,05/01/2026,20/02/2026,Good,Good,Good,Outstanding,Good`,
  );
  return `${[header, ...rows].join('\n')}\n`;
}
