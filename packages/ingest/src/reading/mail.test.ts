import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginning } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { describe, expect, it } from 'vitest';
import { importPaths } from '../import.ts';
import { inFolder, now, readAll } from '../testing/files.ts';
import { docxOfText, oneFileOfPage, savedPageOfText } from '../testing/office.ts';
import { letter } from '../testing/quarantine.ts';
import { nameWithin } from './kept-name.ts';

interface Part {
  readonly type: string;
  readonly name?: string;
  readonly content: string | Uint8Array;
}

const secret = 'Between us: the family in question lives at';

/** A mail with attachments, as a mail program writes it. */
function mailOf(parts: readonly Part[], head = ''): string {
  const attached = parts.map(({ type, name, content }) => {
    const body = Buffer.from(content)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n');
    const named = name ? `; filename="${name}"` : '';
    return `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment${named}\r\n\r\n${body}\r\n`;
  });
  return `${head}From: "Ann Writer" <Ann.Writer@Durham.gov.uk>\r\nTo: Bob <bob@example.org>\r\nSubject: ${secret}\r\nDate: Thu, 14 Mar 2019 23:30:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${secret} 4 March Street.\r\n${attached.join('')}--b--\r\n`;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const text = letter('14 March 2019');
const word = docxOfText(text);
const wordPart = { type: 'application/octet-stream', name: '../letter.docx', content: word };

async function imported(mail: string, name = `FW ${secret.slice(0, 15)}.eml`) {
  const store = createMemoryStore();
  const documents = createMemoryDocumentStore();
  const people = createMemoryPeopleRegister();
  return inFolder(async (folder) => {
    await writeFile(join(folder, name), mail);
    const importing = () => importPaths([folder], { store, people, documents, now });
    const result = await importing();
    const events = async () =>
      (await store.readAll(beginning, { limit: 1000 })).events.map(({ event }) => event);
    return {
      result,
      documents,
      first: await events(),
      again: await importing(),
      last: await events(),
    };
  });
}

describe('a mail with a letter', () => {
  it('gives what the letter says; of the mail itself day, domain and hash are kept, and no word', async () => {
    const logo = { type: 'image/png', name: 'logo.png', content: 'picture' };
    const mail = mailOf([wordPart, logo]);
    const { result, documents, first, again, last } = await imported(mail);
    expect(result).toMatchObject({ recognised: 2, quarantined: [], refused: [], notKept: [] });
    expect(first.map(({ type }) => type)).toContain('VisitCarriedOut');
    const [run] = first.filter(({ type }) => type === 'ImportRun');
    const name = 'mail of 2019-03-14 from durham.gov.uk';
    expect(run?.data.files).toEqual([
      {
        file: name,
        sha256: sha256(mail),
        reader: 'mail',
        sent: '2019-03-14',
        from: 'durham.gov.uk',
      },
      {
        file: `${name}/${nameWithin('letter.docx')}`,
        sha256: sha256(word),
        reader: 'focused_visit_letter',
        within: sha256(mail),
      },
    ]);
    expect(await documents.has(sha256(word))).toBe(true);
    expect(await documents.has(sha256(mail))).toBe(false);
    expect(JSON.stringify(first)).not.toMatch(/Between us|March Street|Writer|bob/i);
    expect(again).toMatchObject({ appended: 0, corrected: 0 });
    expect(last).toHaveLength(first.length);
  });

  it('keeps of what is not recognised its hash and the reason, and no bytes', async () => {
    const note = { type: 'text/plain', name: 'note.txt', content: 'Allotment club minutes' };
    const sheet = { type: 'application/pdf', name: 'plan.pdf', content: 'not a PDF' };
    const { result, documents, first } = await imported(mailOf([note, sheet]));
    expect(result.refused.map(({ file, reason }) => [file.split('/').at(-1), reason])).toEqual([
      ['note.txt', 'not_recognised'],
    ]);
    expect(result.quarantined.map(({ reason }) => reason)).toEqual(['not_a_pdf']);
    const run = first.find(({ type }) => type === 'ImportRun');
    expect(run?.data.refused).toEqual([
      { sha256: sha256('Allotment club minutes'), reason: 'not_recognised' },
    ]);
    expect(await documents.has(sha256('not a PDF'))).toBe(false);
    expect(JSON.stringify(first)).not.toContain('Allotment');
  });

  it('leaves no name of what is attached either, and what is given again under it answers what waited', async () => {
    const store = createMemoryStore();
    const people = createMemoryPeopleRegister();
    await inFolder(async (folder) => {
      const given = async (content: string | Uint8Array) => {
        const part = { ...wordPart, name: 'To Ada Quill.docx', content };
        await writeFile(join(folder, 'a.eml'), mailOf([part]));
        return importPaths([folder], { store, people, now });
      };
      expect((await given('PK\u0003\u0004')).quarantined).toHaveLength(1);
      expect((await given(word)).answered).toBe(1);
    });
    const { events } = await store.readAll(beginning, { limit: 1000 });
    expect(events.map(({ event }) => event.type)).toContain('ProposalDecided');
    expect(JSON.stringify(events)).not.toMatch(/Quill/);
  });

  it('is not opened further: mails and logs within it are refused with the reason', async () => {
    const inner = { type: 'message/rfc822', name: 'inner.eml', content: mailOf([wordPart]) };
    const hidden = {
      type: 'application/pdf',
      name: 'letter.pdf',
      content: mailOf([wordPart], 'Received: from a\r\n'),
    };
    const log = { type: 'text/plain', name: 'log.jsonl', content: '{"id":"1"}' };
    const bomb = { type: 'application/zip', name: 'a.docx', content: 'PK\u0003\u0004' };
    await inFolder(async (folder) => {
      const path = join(folder, 'mail.eml');
      await writeFile(path, mailOf([inner, hidden, log, bomb]));
      const readings = await readAll([path]);
      expect(readings.map(({ problems }) => problems.map(({ reason }) => reason))).toEqual([
        ['nested_mail'],
        ['not_a_pdf'],
        ['not_recognised'],
        ['damaged_document'],
      ]);
    });
  });

  it('without a document is refused, and so is one that is encrypted or of too many parts', async () => {
    const cipher = { type: 'application/pkcs7-mime', name: 'smime.p7m', content: 'x' };
    const many = Array.from({ length: 51 }, (_, at) => ({ ...wordPart, name: `${at}.docx` }));
    const deep = `${Array.from({ length: 30 }, (_, at) => `Content-Type: multipart/mixed; boundary="${at}"\r\n\r\n--${at}\r\n`).join('')}`;
    const reasons = async (mail: string) => {
      return inFolder(async (folder) => {
        await writeFile(join(folder, 'mail.eml'), mail);
        return (await readAll([folder])).flatMap(({ problems }) =>
          problems.map(({ reason }) => reason),
        );
      });
    };
    expect(await reasons(mailOf([]))).toEqual(['no_attachment']);
    expect(await reasons(mailOf([cipher]))).toEqual(['encrypted']);
    expect(await reasons(mailOf(many))).toEqual(['too_many_attachments']);
    expect(await reasons(`From: a@b.org\r\n${deep}`)).toEqual(['damaged_mail']);
  });

  it('that cannot be opened leaves no name of its file either', async () => {
    const cipher = { type: 'application/pkcs7-mime', name: 'smime.p7m', content: 'x' };
    const { result, first, last } = await imported(mailOf([cipher]), 'RE Ada Quill.eml');
    expect(result.quarantined).toMatchObject([{ reason: 'encrypted' }]);
    expect(first.map(({ type }) => type)).toContain('ImportRun');
    expect(JSON.stringify(first)).not.toMatch(/Quill/);
    expect(last).toHaveLength(first.length);
  });
});

describe('a page that a browser saved in one file', () => {
  it.each(['quoted-printable', 'base64'] as const)('is the page in it, in %s', async (encoding) => {
    const saved = oneFileOfPage(savedPageOfText(text), encoding);
    const { result, first } = await imported(saved, 'Letter.mhtml');
    expect(result).toMatchObject({ recognised: 2, quarantined: [], refused: [] });
    const run = first.find(({ type }) => type === 'ImportRun');
    expect(run?.data.files).toMatchObject([
      { file: 'saved page', reader: 'saved_page' },
      { file: `saved page/${nameWithin('Letter.html')}`, reader: 'focused_visit_letter' },
    ]);
  });
});

describe('what lies in a mail', () => {
  it('lies in no folder once it was read', async () => {
    const before = (await readdir(tmpdir())).filter((one) => one.startsWith('timeline-mail-'));
    await imported(mailOf([wordPart]));
    const after = (await readdir(tmpdir())).filter((one) => one.startsWith('timeline-mail-'));
    expect(after.length).toBeLessThanOrEqual(before.length);
  });
});
