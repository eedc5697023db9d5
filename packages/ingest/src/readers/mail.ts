import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { UnreadableFile } from './lines.ts';

/** A document that came with a mail. */
export interface Attached {
  /** As the mail names it, without folders. */
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What is taken of a mail: never a word of it, nor who wrote or received it. */
export interface MailRead {
  /** Day on which it was sent, as it says; absent where it does not. */
  readonly sent?: string | undefined;
  /** The domain that it was sent from: the sender's organisation. */
  readonly from?: string | undefined;
  readonly attached: readonly Attached[];
  /** How many mails are attached to it, which are not opened. */
  readonly mails: number;
  /** True where it is a page that a browser saved with all its parts in one file. */
  readonly page: boolean;
}

/** A mail of more bytes is refused: mail programs send half of that at most. */
const mostBytes = 64 * 1024 * 1024;
const mostAttached = 50;
const parsing = {
  forceRfc822Attachments: true,
  maxRfc822NestingDepth: 0,
  maxNestingDepth: 20,
  maxHeadersSize: 256 * 1024,
} as const;

/** What stands in mails beside documents: pictures of signatures, invitations, cards, signatures. */
const noDocument =
  /^(?:image\/|audio\/|video\/|text\/(?:calendar|vcard|x-vcard)|application\/(?:ics|pgp-|pkcs7-signature|x-pkcs7-signature))/;
const locked = /^application\/(?:x-)?pkcs7-mime|^application\/pgp-encrypted/;
const savedPage = /^\.mht(?:ml)?$/i;

/** A file name without folders and control characters; of a long one its end, which says of what kind it is. */
function nameOf({ filename }: Attachment, at: number): string {
  const bare = basename((filename ?? '').replaceAll('\\', '/'));
  const plain = bare.replaceAll(/[\p{Cc}\p{Cf}/:]/gu, '').replace(/^\.+/, '');
  return plain.toWellFormed().slice(-120) || `attachment-${at + 1}`;
}

function dayOf({ date }: Email): string | undefined {
  // as the sender's calendar has it: a zone moves no day
  return /^\d{4}-\d{2}-\d{2}(?=T)/.exec(date ?? '')?.[0];
}

function domainOf({ from, sender }: Email): string | undefined {
  const domain = (from ?? sender)?.address?.split('@').at(-1)?.trim().toLowerCase() ?? '';
  return /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/.test(domain) ? domain : undefined;
}

function contentOf({ content }: Attachment): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

function isMail({ mimeType, filename }: Attachment): boolean {
  return mimeType === 'message/rfc822' || /\.(?:eml|msg)$/i.test(filename ?? '');
}

/** Marks a text as UTF-8, whatever it says of itself. */
const byteOrderMark = '\ufeff';

function pageIn(path: string, { html, headers }: Email): Attached | undefined {
  const saved =
    savedPage.test(extname(path)) || headers.some(({ key }) => key === 'snapshot-content-location');
  if (!saved || !html) return undefined;
  const name = `${basename(path).replace(/\.\w+$/, '')}.html`;
  return { name, content: new TextEncoder().encode(`${byteOrderMark}${html}`) };
}

/**
 * Opens a mail, or a page that was saved in one file, for the documents in it.
 * @throws UnreadableFile `damaged_mail`, `encrypted`, `too_large`, `too_many_attachments`
 */
export async function readMail(path: string): Promise<MailRead> {
  const bytes = await readFile(path);
  if (bytes.length > mostBytes) {
    const message = `The mail holds ${bytes.length} bytes; at most ${mostBytes} are read. Save its attachments and give those.`;
    throw new UnreadableFile('too_large', message);
  }
  const mail = await PostalMime.parse(bytes, parsing).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    const message = `The mail cannot be taken apart (${why.slice(0, 200)}). Save its attachments and give those.`;
    throw new UnreadableFile('damaged_mail', message);
  });
  const page = pageIn(path, mail);
  if (page) return { attached: [page], mails: 0, page: true };
  if (mail.attachments.some(({ mimeType }) => locked.test(mimeType))) {
    const message = 'The mail is encrypted. Open it, save its attachments and give those.';
    throw new UnreadableFile('encrypted', message);
  }
  const documents = mail.attachments.filter(({ mimeType }) => !noDocument.test(mimeType));
  if (documents.length > mostAttached) {
    const message = `The mail has more than ${mostAttached} attachments. Save those that are wanted and give them.`;
    throw new UnreadableFile('too_many_attachments', message);
  }
  const attached = documents.filter((one) => !isMail(one));
  return {
    sent: dayOf(mail),
    from: domainOf(mail),
    attached: attached.map((one, at) => ({ name: nameOf(one, at), content: contentOf(one) })),
    mails: documents.length - attached.length,
    page: false,
  };
}
