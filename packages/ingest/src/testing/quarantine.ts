import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ClaimEvent,
  createDirectory,
  type EventStore,
  quarantineStream,
} from '@monitoring-timeline/core';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { type ClaimGiven, days, reported, sources } from '@monitoring-timeline/core/testing';
import { type ImportResult, importPaths } from '../import.ts';
import type { Deciding } from '../quarantine/deciding.ts';
import { type QuarantineItem, readQuarantine } from '../quarantine/queue.ts';
import { inFolder, now } from './files.ts';

type Given = string | readonly [name: string, text: string];

/** A store with a queue, and ways to fill and read it. */
export function queueDesk(store: EventStore) {
  const people = createMemoryPeopleRegister();
  const take = (...files: readonly Given[]): Promise<ImportResult> =>
    inFolder(async (folder) => {
      const paths: string[] = [];
      for (const [index, given] of files.entries()) {
        const [name, text] = typeof given === 'string' ? [`${index}.csv`, given] : given;
        await writeFile(join(folder, name), text);
        paths.push(join(folder, name));
      }
      return importPaths(paths, { store, people, now });
    });
  /** Imports files, and answers what waits in quarantine for it. */
  const takeAndKeep = async (...files: readonly Given[]) => {
    await take(...files);
    return (await store.readStream(quarantineStream)).map(({ event }) => event);
  };
  const by = (name: string): Deciding => ({
    store,
    actor: { kind: 'person', name },
    today: '2026-11-21',
    now,
    directory: createDirectory(),
  });
  const queue = async (): Promise<readonly QuarantineItem[]> => [
    ...(await readQuarantine(store)).values(),
  ];
  const types = async (stream: string): Promise<readonly string[]> =>
    (await store.readStream(stream)).map(({ event }) => event.type);
  return { store, take, takeAndKeep, by, queue, types };
}

/** Claims as a file of events. */
export function events(name: string, ...claims: readonly ClaimEvent[]): readonly [string, string] {
  return [`${name}.jsonl`, claims.map((claim) => `${JSON.stringify(claim)}\n`).join('')];
}

/** What one paper says of Sunderland's inspection of 2018. */
export function told(title: string, overall: 'good' | 'inadequate', given: ClaimGiven = {}) {
  return reported(
    { overall },
    {
      framework: 'SIF',
      days: days('2018-04-23', '2018-05-18'),
      published: '2018-07-25',
      known: '2018-07-26',
      source: { ...sources.council, title },
      ...given,
    },
  );
}

/** A letter on a focused visit; its second date lies before the first unless said otherwise. */
export function letter(date = '14 January 2019', visit = '19 and 20 February 2019'): string {
  return `Ofsted\nwww.example.org\n${date}\nMs Ada Quill\nDirector of Children’s Services\nTown Hall\nHigh Street\nDurham\nDH1 1AA
Dear Ms Quill
Focused visit to Durham children’s services
This letter tells what was found at a focused visit to Durham children’s services
on ${visit}. The inspectors were Bo Tern, Her Majesty’s
Inspector, and Cy O’Wren, HMI.
Inspectors looked at the local authority’s arrangements for care leavers.
Overview\nServices do what they should.
Yours sincerely\nBo Tern\nHer Majesty’s Inspector\n`;
}
