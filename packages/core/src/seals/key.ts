import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { InvalidSealKey } from './errors.ts';

/** An operator's key: what seals, and what others check with. */
export interface SealKey {
  /** SHA-256 of the public key as DER, 64 hex digits: what the key is called in every seal. */
  readonly name: string;
  /** The public key as PEM (SPKI): what others check with. */
  readonly publicPem: string;
  /** Signature of a text as UTF-8: Ed25519, base64. */
  sign(text: string): string;
}

/** What a seal is checked with. */
export interface CheckKey {
  /** As `SealKey.name`. */
  readonly name: string;
  /** True where the signature (base64) is that of the text by this key. */
  holds(text: string, signature: string): boolean;
}

/** Makes an Ed25519 key, as PEM (PKCS 8): keep it secret, and away from the log. */
export function makeSealKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Reads an operator's key. @throws InvalidSealKey */
export function readSealKey(pem: string): SealKey {
  const secret = keyOf(() => createPrivateKey(pem), 'secret');
  const open = createPublicKey(secret);
  return {
    name: nameOf(open),
    publicPem: open.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text), secret).toString('base64'),
  };
}

/**
 * Reads a public key. A secret one is refused, though the public one is in it: whoever has it can seal.
 * @throws InvalidSealKey
 */
export function readCheckKey(pem: string): CheckKey {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new InvalidSealKey(
      'What was given is a secret key, and checking takes the public one: give FILE.pub. A secret key that was handed to whoever checks counts as shown, since it seals in its owner’s name: make another with `timeline seal --new-key FILE`, seal with that, and tell who checks.',
    );
  }
  const key = keyOf(() => createPublicKey(pem), 'public');
  return {
    name: nameOf(key),
    holds(text, signature) {
      const bytes = Buffer.from(signature, 'base64');
      // of several ways to write the same bytes one is taken, so that no sign of a signature can be another
      return bytes.toString('base64') === signature && verify(null, Buffer.from(text), key, bytes);
    },
  };
}

function nameOf(key: KeyObject): string {
  return hash('sha256', key.export({ type: 'spki', format: 'der' }), 'hex');
}

function keyOf(read: () => KeyObject, kind: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read();
  } catch {
    // told below, without what stood there
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new InvalidSealKey(
    `What was given holds no ${kind} Ed25519 key (PEM). Make a pair with \`timeline seal --new-key FILE\`: FILE seals, FILE.pub is to check with.`,
  );
}
