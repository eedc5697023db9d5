import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { TimelineError } from '../errors.ts';
import type { StateEntry, StateStore } from './state-store.ts';

/** What is secret was sealed with a key that is not at hand here, or must not be written without one. */
export class SecretsNeedKey extends TimelineError {
  readonly code = 'SecretsNeedKey';
}

/** How secrets are sealed in a state. */
export interface Sealing {
  /** Identity of the log that the state belongs to. */
  readonly log: string;
  /** Names of the parts that hold secrets. */
  readonly parts: ReadonlySet<string>;
  /** 32 bytes; without it what was sealed cannot be read. */
  readonly key?: Buffer | undefined;
  /** Whether secrets may be written without a key: only where nobody but this user can read them. */
  readonly plain: boolean;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
/** What a sealed value begins with; the number says what it is bound to. */
const mark = '"sealed:2:';
/** Bound to its place alone, in whichever log: read where it stands, and sealed with the log as soon as it is written again. */
const markWithoutLog = '"sealed:1:';

/**
 * A state whose secrets are sealed (AES-256-GCM) with the operator's key, each bound to its log and its place there, so that none can be put
 * in the place of another, nor into another log with the same key. What was written before there was a key is read as it stands where only this user can write it, and nowhere else.
 * @throws SecretsNeedKey from whatever reads or writes a secret without the right key
 */
export function sealedState(state: StateStore, { log, parts, key, plain }: Sealing): StateStore {
  const own = key && Buffer.from(hkdfSync('sha256', key, '', 'timeline state secrets', 32));

  function sealed(projection: string, { key: name, value }: StateEntry): StateEntry {
    if (!own) {
      if (plain) return { key: name, value };
      throw new SecretsNeedKey(
        'This log lies on a server that others read, so secrets are kept there sealed, and no key is set here. Make one that you alone may read (`(umask 077; openssl rand -base64 32 > secrets.key)`), give every service of this log the same file, and name it with the setting secretsKeyFile (TIMELINE_SECRETS_KEY_FILE).',
        { projection },
      );
    }
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, own, iv).setAAD(placeOf(log, projection, name));
    const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    const whole = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    return { key: name, value: `${mark}${whole}"` };
  }

  function opened(projection: string, { key: name, value }: StateEntry): StateEntry {
    const withLog = value.startsWith(mark);
    if (!withLog && !value.startsWith(markWithoutLog)) {
      if (plain) return { key: name, value };
      throw new SecretsNeedKey(
        'A secret of this log stands on the server unsealed, as no service of it writes one: somebody else put it there. See who may write to the server, then give the webhook a new secret or address.',
        { projection },
      );
    }
    if (!own) {
      throw new SecretsNeedKey(
        'Secrets of this log were sealed with a key that is not set here. Name the file of the key that the other services use with the setting secretsKeyFile (TIMELINE_SECRETS_KEY_FILE).',
        { projection },
      );
    }
    const whole = Buffer.from(value.slice(mark.length, -1), 'base64');
    try {
      const iv = whole.subarray(0, ivBytes);
      // what is cut off has a shorter tag, which would be easier to hit
      const decipher = createDecipheriv(algorithm, own, iv, { authTagLength: tagBytes })
        .setAAD(withLog ? placeOf(log, projection, name) : placeOf(projection, name))
        .setAuthTag(whole.subarray(ivBytes, ivBytes + tagBytes));
      const text = decipher.update(whole.subarray(ivBytes + tagBytes));
      return { key: name, value: Buffer.concat([text, decipher.final()]).toString('utf8') };
    } catch (error) {
      throw new SecretsNeedKey(
        'Secrets of this log were sealed with another key than that of secretsKeyFile, for another log, or were changed since. Name the file of the key that the other services use; where it is lost, give each webhook a new secret.',
        { projection },
        error,
      );
    }
  }

  const isSecret = (projection: string): boolean => parts.has(projection);
  return {
    ...(state.shared === undefined ? {} : { shared: state.shared }),
    header: (projection) => state.header(projection),
    async get(projection, name) {
      const value = await state.get(projection, name);
      if (value === undefined || !isSecret(projection)) return value;
      return opened(projection, { key: name, value }).value;
    },
    async entries(projection, options) {
      const entries = await state.entries(projection, options);
      return isSecret(projection) ? entries.map((one) => opened(projection, one)) : entries;
    },
    async commit(projection, change) {
      const { put } = change;
      if (put === undefined || !isSecret(projection)) return state.commit(projection, change);
      const kept = put.map((one) => sealed(projection, one));
      return state.commit(projection, { ...change, put: kept });
    },
    // what is sealed is a secret of ours, and no text of a source
    strike: (text, instead) => state.strike(text, instead),
    drop: (projection) => state.drop(projection),
    close: () => state.close(),
  };
}

function placeOf(...names: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(names));
}
