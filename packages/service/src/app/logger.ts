import { randomUUID } from 'node:crypto';
import { trace } from '@opentelemetry/api';
import type { FastifyServerOptions } from 'fastify';
import type { Settings } from '../config/index.ts';

/** What must not reach a log, wherever an object holds it. */
const secrets = [
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'smtpPassword',
  'headers',
  'query',
];

/**
 * Structured lines on standard error. A request is told by id, method, path and caller; never its headers, in which a token
 * stands, nor its query, in which whatever was typed stands. What looks like a token is struck out of messages as well.
 */
export function logger({ logLevel }: Settings): NonNullable<FastifyServerOptions['logger']> {
  if (logLevel === 'silent') return false;
  return {
    level: logLevel,
    stream: { write: (line: string) => void process.stderr.write(withoutTokens(line)) },
    redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    serializers: {
      req: ({ method, url, id, ip }) => ({ id, method, path: pathOf(url), address: ip }),
    },
    mixin: traceNow,
  };
}

/** Without the query, and without the word by which whoever has it ends the mails of somebody. */
function pathOf(url: string): string | undefined {
  return url.split('?', 1)[0]?.replace(/(\/digests\/[^/]+\/).+/i, '$1[struck out]');
}

/** The id under which a request stands in the log and in its answer; a client cannot choose it. */
export function requestId(): string {
  return randomUUID();
}

/** The trace that a line belongs to, where there is one. */
function traceNow(): { readonly traceId?: string } {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId === undefined ? {} : { traceId };
}

/** A character as it stands, or percent-encoded as in an address, however often. */
function written(characters: string): string {
  return `(?:${characters}|%(?:25)*[0-9a-f]{2})`;
}

const word = [...'timeline'].map(written).join('');
const token = new RegExp(
  `(${word}${written('_')}${written('[a-z0-9]')}{10}${written('_')})${written('[a-z0-9_-]')}{43}`,
  'gi',
);

/** The text with every token of ours struck out. Its id stays, by which it can be revoked. */
export function withoutTokens(text: string): string {
  return text.replaceAll(token, '$1[struck out]');
}
