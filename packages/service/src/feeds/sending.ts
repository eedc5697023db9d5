import { attributionText } from '@monitoring-timeline/projections';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { licence } from '../query/answering.ts';
import { matches, unmodified } from '../query/freshness.ts';

/** A feed as it is sent, or what tells that the client has it. */
export interface SentFeed {
  readonly etag: string;
  readonly modified: number | undefined;
  readonly media: string;
  /** Further links for the header. */
  readonly links?: readonly string[];
  make(): Promise<string>;
}

/** Feeds that were made lately are kept, together no longer than this. */
const keptCharacters = 16 * 1024 * 1024;

/** Sends feeds; many clients ask for the same one again and again. */
export class FeedSending {
  readonly #kept = new LRUCache<string, string>({
    maxSize: keptCharacters,
    sizeCalculation: (text) => text.length + 1,
  });

  async send(
    { etag, modified, media, links = [], make }: SentFeed,
    { headers }: FastifyRequest,
    reply: FastifyReply,
    now: number,
  ): Promise<FastifyReply> {
    const { 'if-none-match': tags, 'if-modified-since': since } = headers;
    const has =
      tags === undefined
        ? since !== undefined && modified !== undefined && unmodified(since, modified, now)
        : matches(tags, etag);
    const body = has ? undefined : (this.#kept.get(etag) ?? (await make()));
    if (body !== undefined) this.#kept.set(etag, body);
    reply.headers({
      etag,
      'cache-control': 'private, no-cache',
      vary: 'authorization',
      attribution: attributionText,
      link: [licence, ...links].join(', '),
    });
    if (modified !== undefined) reply.header('last-modified', new Date(modified).toUTCString());
    return body === undefined ? reply.code(304).send() : reply.type(media).send(body);
  }
}
