import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTimelineError } from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import { type DocumentTexts, openDocumentTexts } from '@monitoring-timeline/ingest';

/** A kept document of the log: its hash, its title where a fact names it, and whether facts about a person were read from it. */
export interface KeptDocument {
  readonly sha256: string;
  readonly title: string;
  readonly about: boolean;
}

/**
 * Which kept documents print one of several names, in whatever case. One whose text cannot be had counts where facts about the person
 * were read from it.
 */
export async function documentsPrinting(
  documents: DocumentStore,
  candidates: Iterable<KeptDocument>,
  names: readonly string[],
): Promise<readonly KeptDocument[]> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-erasing-'));
  const texts = openDocumentTexts();
  const file = join(folder, 'document');
  const found: KeptDocument[] = [];
  try {
    for (const one of candidates) {
      if (!(await documents.has(one.sha256))) continue;
      const bytes = await documents.get(one.sha256);
      await writeFile(file, bytes);
      const text = await textOf(texts, file, one.sha256);
      const held = plain(`${Buffer.from(bytes).toString('utf8')} ${text ?? ''}`);
      const printed = names.some((name) => held.includes(plain(name)));
      if (printed || (text === undefined && one.about)) found.push(one);
    }
    return found;
  } finally {
    await texts.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function textOf(
  texts: DocumentTexts,
  file: string,
  sha256: string,
): Promise<string | undefined> {
  try {
    const { pages } = await texts.of(file, sha256);
    return pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' ');
  } catch (error) {
    if (isTimelineError(error)) return undefined;
    throw error;
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}
