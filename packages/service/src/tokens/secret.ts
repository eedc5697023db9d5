import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Parts of a bearer token: `timeline_<id>_<secret>`, the secret of 256 random bits. */
export interface TokenText {
  readonly id: string;
  readonly secret: string;
}

const shape = /^timeline_([a-z0-9]{10})_([A-Za-z0-9_-]{43})$/;
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A token that nobody has had, and its text to hand out once. */
export function freshToken(): TokenText & { readonly text: string } {
  const id = Array.from(randomBytes(10), (byte) => letters[byte % letters.length]).join('');
  const secret = randomBytes(32).toString('base64url');
  return { id, secret, text: `timeline_${id}_${secret}` };
}

/** Reads a token; undefined where the text is none. */
export function tokenText(text: string): TokenText | undefined {
  const [, id, secret] = shape.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/**
 * What is kept of a token. Plain SHA-256 is right here, where it would not be for a password: 256 random bits cannot be
 * guessed however fast a guess is tried, so slowness would buy nothing and cost every request.
 */
export function hashOf({ id, secret }: TokenText): string {
  return hash('sha256', `timeline ${id} ${secret}`);
}

/** Compares two hashes in a time that tells nothing of where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return one.length === 32 && one.length === other.length && timingSafeEqual(one, other);
}
