import type { FastifyRequest } from 'fastify';
import { RequestProblem } from '../problems/index.ts';
import type { Session } from '../sessions/index.ts';
import { allows, type Role, type Token } from '../tokens/index.ts';

/**
 * Who may call a route: everybody, whoever may read (everybody too where reading is open), or the bearer of a token of that
 * role or a higher one, `reader` also where reading is open. Routes say it as `config: { access }`; without it GET and HEAD are `read`, all else `editor`.
 */
export type Access = 'everybody' | 'read' | Role;

/** What a client has one of at a time: an answer, an export; or as many as it likes. */
export type Lane = 'answer' | 'export' | 'none';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** True where requests are not counted: for what watches over the service. */
    unlimited?: boolean;
    /** In which lane the requests of a client wait for each other; reading waits in `answer` unless a route says otherwise. */
    lane?: Lane;
    /**
     * True of what a form of a page sends: a session may write there alone, and whoever answers it looks at the token of the form.
     * Without it a session only reads.
     */
    form?: boolean;
  }
  interface FastifyRequest {
    /** The token that the request bears, once it was found good; null without one. */
    caller: Token | null;
    /** The session by which it is known who calls; null where a token was shown, and where nobody signed in. */
    session: Session | null;
    /** Why the token that it bears is refused. */
    refusedToken: string | null;
  }
}

/** The access that a route asks for. */
export function accessOf({ routeOptions, method }: FastifyRequest): Access {
  return accessOfRoute(routeOptions.config, method);
}

/** The access that a route asks for by its configuration, else by its method. */
export function accessOfRoute(
  config: { readonly access?: Access } | undefined,
  method: string,
): Access {
  if (config?.access !== undefined) return config.access;
  return method === 'GET' || method === 'HEAD' ? 'read' : 'editor';
}

/** Lets a request pass or says what it lacks. @throws RequestProblem 401 without a good token, 403 with one of a lower role */
export function authorise(
  access: Access,
  { caller, refusedToken }: Pick<FastifyRequest, 'caller' | 'refusedToken'>,
  reading: 'open' | 'closed',
): void {
  if (refusedToken !== null) {
    throw unauthorised('The token is not valid here: it is unknown, expired or revoked.', 'shown');
  }
  if (access === 'everybody' || (access === 'read' && reading === 'open')) return;
  const wanted: Role = access === 'read' ? 'reader' : access;
  if (caller === null) {
    const detail = `This needs a token of the role ${wanted}: Authorization: Bearer TOKEN.`;
    throw unauthorised(detail, 'absent', { wanted });
  }
  if (allows(caller.role, wanted)) return;
  throw new RequestProblem(
    403,
    'Forbidden',
    `This needs a token of the role ${wanted}; yours has the role ${caller.role}.`,
    {},
    { wanted, role: caller.role },
  );
}

function unauthorised(
  detail: string,
  token: 'shown' | 'absent',
  right?: { readonly wanted: Role },
): RequestProblem {
  const challenge = `Bearer realm="timeline"${token === 'shown' ? ', error="invalid_token"' : ''}`;
  return new RequestProblem(401, 'Unauthorised', detail, { 'www-authenticate': challenge }, right);
}
