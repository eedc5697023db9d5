import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/index.ts';

/** `session` is of who signed in, `visit` of who is about to. */
export type CookieKind = 'session' | 'visit';

/**
 * True where the browser has a safe connection, to us or to the proxy in front.
 * A proxy that is not told of in the settings is known by the public address.
 */
export function isSecure(
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): boolean {
  if (protocol === 'https') return true;
  return publicUrl !== undefined && new URL(publicUrl).protocol === 'https:'
    ? new URL(publicUrl).host === host
    : false;
}

/** With the prefix no other name below the same domain can set the cookie (RFC 6265bis). */
function nameOf(kind: CookieKind, secure: boolean): string {
  return `${secure ? '__Host-' : ''}timeline-${kind}`;
}

export class Cookies {
  readonly #settings: Pick<Settings, 'publicUrl'>;

  constructor(settings: Pick<Settings, 'publicUrl'>) {
    this.#settings = settings;
  }

  read(request: FastifyRequest, kind: CookieKind): string | undefined {
    return request.cookies[nameOf(kind, isSecure(request, this.#settings))];
  }

  /** Without `until` it ends with the browser. */
  set(reply: FastifyReply, kind: CookieKind, text: string, until?: number): void {
    const { name, options } = this.#of(reply.request, kind);
    reply.setCookie(
      name,
      text,
      until === undefined ? options : { ...options, expires: new Date(until) },
    );
  }

  clear(reply: FastifyReply, kind: CookieKind): void {
    const { name, options } = this.#of(reply.request, kind);
    reply.clearCookie(name, options);
  }

  #of(
    request: FastifyRequest,
    kind: CookieKind,
  ): { name: string; options: CookieSerializeOptions } {
    const secure = isSecure(request, this.#settings);
    return {
      name: nameOf(kind, secure),
      options: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
    };
  }
}
