import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimEvent } from '@monitoring-timeline/core';
import type { FileReading } from '../proposal.ts';
import { type ReadOptions, readPaths } from '../reading/read-paths.ts';

/** Today in tests. */
export const now = new Date('2026-11-21T12:00:00Z');

/** Runs something with a folder of its own, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-ingest-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function readAll(
  paths: readonly string[],
  options: ReadOptions = {},
): Promise<FileReading[]> {
  const readings: FileReading[] = [];
  for await (const reading of readPaths(paths, { now, ...options })) readings.push(reading);
  return readings;
}

/** The reading of one file with the given content. */
export async function readText(
  content: string | Uint8Array,
  options: ReadOptions & { readonly name?: string } = {},
): Promise<FileReading> {
  return inFolder(async (folder) => {
    const { name = 'table.csv', ...rest } = options;
    const path = join(folder, name);
    await writeFile(path, content);
    const [reading] = await readAll([path], rest);
    if (!reading) throw new Error('The file was passed over.');
    return reading;
  });
}

/** A table from a header and rows; cells hold no commas or quotes. */
export function csv(header: string, ...rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

/** The claims of one type in a reading. */
export function claims<T extends ClaimEvent['type']>(
  reading: FileReading,
  type: T,
): Extract<ClaimEvent, { type: T }>[] {
  return reading.proposals
    .map(({ event }) => event)
    .filter((event): event is Extract<ClaimEvent, { type: T }> => event.type === type);
}

/** The area and grade of every judgement of a report, e.g. `overall good`. */
export function grades(event: Extract<ClaimEvent, { type: 'ReportPublished' }>): string[] {
  return (event.data.judgements ?? []).map(({ area, grade }) => `${area} ${grade}`);
}
