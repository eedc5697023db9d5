import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileReading, Problem } from '../proposal.ts';
import { UnreadableFile } from '../readers/lines.ts';
import type { Attached, MailRead } from '../readers/mail.ts';
import { emptyDraft, readingOf } from './draft.ts';
import { nameWithin } from './kept-name.ts';
import type { ReaderPool } from './pool.ts';

/** What is read of one file, and the documents that came with it. */
export interface OpenedFile {
  readonly reading: FileReading;
  readonly attached?: readonly Attached[] | undefined;
}

/** What a mail is called where anything is kept of it: its file may be named after its subject. */
function named({ sent, from, page }: MailRead): string {
  if (page) return 'saved page';
  return ['mail', ...(sent ? [`of ${sent}`] : []), ...(from ? [`from ${from}`] : [])].join(' ');
}

/** Opens a mail in a thread of the pool. Of one that cannot be opened no name is told either. */
export async function openMail(
  file: string,
  sha256: string,
  pool: ReaderPool,
): Promise<OpenedFile> {
  const mail = await pool.mailIn(file).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return error;
    throw error;
  });
  if (mail instanceof UnreadableFile) {
    const { reason, message, locator } = mail;
    const draft = { ...emptyDraft(), problems: [{ reason, message, locator }] };
    return { reading: { ...readingOf(draft, file, sha256), name: 'mail', mail: {} } };
  }
  const { sent, from, attached, mails, page } = mail;
  const problems: Problem[] = [];
  if (mails > 0) {
    const message = `${mails} of its attachments are mails themselves, which are not opened. Save them on their own and give them.`;
    problems.push({ reason: 'nested_mail', message });
  } else if (attached.length === 0) {
    const message = 'No document is attached to this mail, and of a mail itself nothing is taken.';
    problems.push({ reason: 'no_attachment', message });
  }
  const draft = { ...emptyDraft(), kind: page ? 'saved_page' : 'mail', problems };
  const reading = {
    ...readingOf(draft, file, sha256),
    name: named(mail),
    mail: { sent, from },
    ...(attached.length === 0 ? { foreign: true } : {}),
  };
  return { reading, attached };
}

/** Reads the documents that came with a file, each from a folder of its own that is gone when the next is asked for. */
export async function* attachedReadings(
  { file, name = '', sha256 }: FileReading,
  attached: readonly Attached[],
  read: (path: string, bytes: number) => Promise<FileReading>,
): AsyncGenerator<FileReading> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-mail-'));
  try {
    for (const [at, one] of attached.entries()) {
      const own = join(folder, String(at));
      await mkdir(own);
      const path = join(own, one.name);
      await writeFile(path, one.content, { mode: 0o600 });
      const reading = await read(path, one.content.length);
      await rm(own, { recursive: true, force: true });
      yield {
        ...reading,
        file: `${file}/${one.name}`,
        name: `${name}/${nameWithin(one.name)}`,
        within: sha256,
        content: one.content,
      };
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
