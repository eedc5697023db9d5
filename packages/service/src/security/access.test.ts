import { describe, expect, it } from 'vitest';
import { type Role, roles, type Token } from '../tokens/index.ts';
import { type Access, accessOfRoute, authorise } from './access.ts';

const everyAccess: readonly Access[] = ['everybody', 'read', 'editor', 'admin'];

function token(role: Role): Token {
  const never = { revoked: null, revokedBy: null };
  return { id: 'a', name: null, role, created: '', createdBy: '', expires: '', ...never };
}

function statusOf(access: Access, caller: Token | null, reading: 'open' | 'closed'): number {
  try {
    authorise(access, { caller, refusedToken: null }, reading);
    return 200;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

describe('a route that does not say who may call it', () => {
  it('takes a token of an editor for anything but reading', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY']) {
      expect(accessOfRoute({}, method)).toBe('editor');
      expect(accessOfRoute(undefined, method)).toBe('editor');
    }
    expect(accessOfRoute({}, 'GET')).toBe('read');
    expect(accessOfRoute({}, 'HEAD')).toBe('read');
    expect(accessOfRoute({ access: 'admin' }, 'GET')).toBe('admin');
  });
});

describe('a caller', () => {
  it('without a token may read what is open, and nothing else', () => {
    expect(everyAccess.map((access) => statusOf(access, null, 'open'))).toEqual([
      200, 200, 401, 401,
    ]);
    expect(everyAccess.map((access) => statusOf(access, null, 'closed'))).toEqual([
      200, 401, 401, 401,
    ]);
  });

  it('with a token may do what its role and those before it may', () => {
    const allowed = roles.map((role) =>
      everyAccess.map((access) => statusOf(access, token(role), 'closed')),
    );
    expect(allowed).toEqual([
      [200, 200, 403, 403],
      [200, 200, 200, 403],
      [200, 200, 200, 200],
    ]);
  });

  it('whose token was refused is refused everywhere', () => {
    for (const access of everyAccess) {
      const asking = { caller: null, refusedToken: 'expired' };
      expect(() => authorise(access, asking, 'open')).toThrow(
        expect.objectContaining({ status: 401 }),
      );
    }
  });
});
