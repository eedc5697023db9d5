import { england } from '@monitoring-timeline/core';
import { attributionText, type IssuedNotice } from '@monitoring-timeline/projections';
import { Feed } from 'feed';

/** A page of notices as it is put into a feed, the latest first. */
export interface AtomAsked {
  readonly id: string;
  readonly title: string;
  readonly base: string;
  /** Addresses of this page, of the first, and of the one with earlier notices. */
  readonly self: string;
  readonly first: string;
  readonly next: string | undefined;
  /** When the feed changed last, where it holds nothing; the instant of issue of its latest notice where it holds some. */
  readonly updated: Date | undefined;
  readonly notices: readonly IssuedNotice[];
}

/** Notices as an Atom feed (RFC 4287), paged by RFC 5005. */
export function atomText(asked: AtomAsked): string {
  const { id, title, base, self, first, next, updated, notices } = asked;
  const feed = new Feed({
    id,
    title,
    description: attributionText,
    copyright: attributionText,
    link: `${base}/api/notices`,
    feedLinks: { atom: self },
    updated: notices[0] ? momentOf(notices[0]) : (updated ?? new Date(0)),
    author: { name: 'Monitoring timeline' },
    generator: 'Monitoring timeline',
  });
  for (const notice of notices) {
    const moment = momentOf(notice);
    feed.addItem({
      id: `urn:uuid:${notice.id}`,
      title: escaped(notice.title),
      link: linkOf(base, notice),
      date: moment,
      published: moment,
      description: escaped(notice.text),
      category: [{ name: notice.kind, term: notice.kind }],
    });
  }
  return withLinks(feed.atom1(), [['first', first], ...(next ? [['next', next] as const] : [])]);
}

/** The page of the authority; of what is about the log as a whole, the page of what changed. */
function linkOf(base: string, { authority }: IssuedNotice): string {
  return authority === england ? `${base}/` : `${base}/authorities/${authority}`;
}

/** A notice never changes: it was updated last when it was issued. */
function momentOf({ issued }: IssuedNotice): Date {
  return new Date(issued);
}

/** The library knows no links to other pages. */
function withLinks(xml: string, links: readonly (readonly [rel: string, href: string])[]): string {
  const written = links
    .map(([rel, href]) => `<link rel="${rel}" href="${escaped(href)}"/>`)
    .join('');
  return xml.replace(/(?=<link rel="self")/, () => written);
}

/** What XML 1.0 can hold; one other character would end the whole feed. */
function plain(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** Titles and summaries are HTML to a reader, and the library writes them as they are. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return plain(text).replaceAll(/[&<>"]/g, (one) => entities[one] ?? one);
}
