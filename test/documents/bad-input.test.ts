import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImportResult } from '@monitoring-timeline/ingest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomeOf, startNode, temporaryFolder } from '../support/command.ts';
import { badFiles, scriptedReport } from './bad-input-files.ts';

/**
 * What a process may hold while it reads all of these: its own start (120), and for each of two readers its heap (384, with what waits
 * to be collected) and its buffers (192). Unbounded, they come to gigabytes.
 */
const mostMegabytes = 1300;

const report = [
  'Inspection of Sunderland local authority',
  "children's services",
  'Inspection dates: 6 to 10 May 2024',
  'Overall effectiveness is judged to be good by all who went there and saw the work.',
  'Children are seen often and their workers know what they hope for.',
  'Plans say who does what by when, and most of them are kept to.',
];

describe('import of a folder of files that are made to harm their reader', () => {
  const folder = temporaryFolder();
  const marker = join(folder.path, 'run');
  let result: ImportResult & { readonly megabytes: number };

  beforeAll(async () => {
    for (const { name, content } of badFiles) {
      await writeFile(join(folder.path, name), content());
    }
    await writeFile(join(folder.path, '2024-06-21_report.pdf'), scriptedReport(marker, report));
    // the last of the folder, so that it shows whether the rest of a batch goes on
    await writeFile(
      join(folder.path, 'zz-good.csv'),
      'authority,role,in_post_since,report_published\nNorfolk,dcs,2017-10,2018-01-19\n',
    );
    const program = join(import.meta.dirname, 'bad-input-import.ts');
    const { code, stdout, stderr } = await outcomeOf(
      startNode(folder.path, [program, folder.path]),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    result = JSON.parse(stdout);
  }, 240_000);
  afterAll(() => folder.remove());

  it.each(badFiles)('tells of $title with its reason', ({ name, reasons }) => {
    // what is no document at all is told of and does not wait
    const items = [...result.quarantined, ...result.refused].filter(
      ({ file }) => basename(file) === name,
    );
    expect(items.length, JSON.stringify(items)).toBeGreaterThan(0);
    for (const { reason, message } of items) {
      expect(reasons).toContain(reason);
      expect(message.length).toBeGreaterThan(15);
    }
  });

  it('takes the sound file behind them', () => {
    expect(result.files).toBe(badFiles.length + 2);
    expect(result.appended).toBeGreaterThan(0);
  });

  it('reads a report that carries programs, and runs none of them', () => {
    const told = result.quarantined.filter(({ file }) => file.endsWith('2024-06-21_report.pdf'));
    expect(told.map(({ reason }) => reason)).not.toContain('damaged_pdf');
    expect(existsSync(marker)).toBe(false);
  });

  it('holds no more memory than its limits allow', () => {
    expect(result.megabytes).toBeLessThan(mostMegabytes);
  });
});
