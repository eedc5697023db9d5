import { hash, randomBytes } from 'node:crypto';
import { Tokens } from '@fastify/csrf';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/index.ts';
import { RequestProblem } from '../problems/index.ts';
import type { Cookies } from './cookies.ts';

const tokens = new Tokens({ saltLength: 16 });

/**
 * By which a form is known to be one of ours, filled in by who it was made for: the page that sends it is of this origin, and it holds
 * a text made from what only a cookie of this browser holds, that of the session, else one for who is about to sign in.
 */
export class FormTokens {
  readonly #cookies: Cookies;
  readonly #settings: Pick<Settings, 'publicUrl'>;

  constructor(cookies: Cookies, settings: Pick<Settings, 'publicUrl'>) {
    this.#cookies = cookies;
    this.#settings = settings;
  }

  /** The text for the forms of a page; sets the cookie that it goes with where there is none. */
  create(request: FastifyRequest, reply: FastifyReply): string {
    const held = this.#held(request);
    if (held !== undefined) return tokens.create(secretOf(held));
    const fresh = randomBytes(32).toString('base64url');
    this.#cookies.set(reply, 'visit', fresh);
    return tokens.create(secretOf(fresh));
  }

  /** @throws RequestProblem 403 */
  check(request: FastifyRequest, token: string | undefined): void {
    if (!this.#isOwnOrigin(request)) {
      throw new RequestProblem(
        403,
        'OtherOrigin',
        'This form was sent from another site, or by something that is no browser. Open the page here and fill it in; programs use the API.',
      );
    }
    const held = this.#held(request);
    if (held !== undefined && token !== undefined && tokens.verify(secretOf(held), token)) return;
    throw new RequestProblem(
      403,
      'FormNotOurs',
      'This form is out of date: you signed in or out since it was opened, or your browser keeps no cookies. Nothing was done. Open the page again and send it once more.',
    );
  }

  #held(request: FastifyRequest): string | undefined {
    return this.#cookies.read(request, 'session') ?? this.#cookies.read(request, 'visit');
  }

  /** A browser says with every form from where it comes, and nobody else can make it say so. */
  #isOwnOrigin({ headers: { origin }, host }: FastifyRequest): boolean {
    if (origin === undefined || !URL.canParse(origin)) return false;
    const { publicUrl } = this.#settings;
    if (publicUrl !== undefined && new URL(publicUrl).origin === origin) return true;
    return new URL(origin).host === host;
  }
}

function secretOf(held: string): string {
  return hash('sha256', `forms of ${held}`);
}
