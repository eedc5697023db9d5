import { StoreDamaged, StoreUnavailable } from '../errors.ts';

/**
 * What a failed call means for us:
 * - `conflict`: the stream is not at the revision that was given; nothing was written
 * - `missing`, `deleted`: there is no such stream; it was tombstoned for ever
 * - `denied`: who asks, or without a name, may not
 * - `transient`: the server was away, slow or moved; of a write it is not known whether it was done
 * - `exists`, `absent`, `full`: a persistent subscription group is there, is not there, takes no more workers
 * - `refused`: the server or the client will never take this call
 */
export type FailureKind =
  | 'conflict'
  | 'missing'
  | 'deleted'
  | 'denied'
  | 'transient'
  | 'exists'
  | 'absent'
  | 'full'
  | 'refused';

/** Our own deadline passed: appends in a batch and reads have none of the client's. */
export class DeadlinePassed extends Error {
  readonly type = 'deadline-exceeded';
  constructor(what: string, deadline: number) {
    super(`${what} had no answer within ${deadline} ms`);
  }
}

/** The server or the client let go of a subscription and did not say why. */
export class EndedWithoutError extends Error {}

/** The kinds by the client's `type`, which is stable where class names are not exported. */
const byType: Readonly<Record<string, FailureKind>> = {
  'wrong-expected-version': 'conflict',
  'stream-not-found': 'missing',
  'no-stream': 'missing',
  'stream-deleted': 'deleted',
  'stream-tombstoned': 'deleted',
  'access-denied': 'denied',
  unavailable: 'transient',
  cancelled: 'transient',
  timeout: 'transient',
  'deadline-exceeded': 'transient',
  'not-leader': 'transient',
  'persistent-subscription-exists': 'exists',
  'persistent-subscription-does-not-exist': 'absent',
  'persistent-subscription-dropped': 'absent',
  'maximum-subscribers-reached': 'full',
  'maximum-append-size-exceeded': 'refused',
  'invalid-argument': 'refused',
  unsupported: 'refused',
};

/** By gRPC status, for raw errors and for those that the client calls unknown. */
const byCode: Readonly<Record<number, FailureKind>> = {
  1: 'transient', // CANCELLED
  4: 'transient', // DEADLINE_EXCEEDED
  7: 'denied', // PERMISSION_DENIED
  // RESOURCE_EXHAUSTED ends the batch stream that all appends share: ours are small, but may be caught in it
  8: 'transient',
  10: 'transient', // ABORTED: "Consumer too slow", a concurrent change
  13: 'transient', // INTERNAL: a stream reset by a server that is stopping
  14: 'transient', // UNAVAILABLE
  15: 'transient', // DATA_LOSS
  16: 'denied', // UNAUTHENTICATED
};

/** The node that leads, as HOST:PORT, where one that does not has said so. */
function leaderNamedBy(error: unknown): string | undefined {
  const { type, leader } = (error ?? {}) as Shape;
  return type === 'not-leader' && leader ? `${leader.address}:${leader.port}` : undefined;
}

/**
 * The client found no node that leads, and will fail with that for good: it keeps what came of asking what the server can
 * do, also where nobody answered.
 */
export function gaveUpLooking(error: unknown): boolean {
  return String((error as Shape | undefined)?.message ?? '').startsWith('Failed to discover');
}

interface Shape {
  readonly leader?: { readonly address: string; readonly port: number };
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly details?: unknown;
}

/** The one mapping of what the client and the server raise, by text, type, class and gRPC code. */
export function kindOf(error: unknown): FailureKind {
  const { type, code, message } = (error ?? {}) as Shape;
  const text = String(message ?? '');
  // a value that the client could not write; it looks like a server that is away, and repeats for ever
  if (code === 13 && text.includes('serialization failure')) return 'refused';
  if (typeof code === 'number' && (code === 7 || code === 16)) return 'denied';
  const kind = typeof type === 'string' ? byType[type] : undefined;
  if (kind !== undefined) return kind;
  if (typeof code === 'number' && byCode[code] !== undefined) return byCode[code];
  if (gaveUpLooking(error)) return 'transient';
  // a node without a leader answers an append in a batch with a text that the client calls unrecognised
  if (/Server Is (?:Not Ready|(?:Too )?Busy)|No leader info available/.test(text))
    return 'transient';
  // network errors that reach us bare, and a subscription that ends without any
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return 'transient';
  if (error instanceof EndedWithoutError) return 'transient';
  return 'refused';
}

/** The most telling text of an error: messages of the client may be empty, or only repeat the class. */
export function textOf(error: unknown): string {
  const { details, message, type } = (error ?? {}) as Shape;
  const text = (typeof details === 'string' ? details : String(message ?? '')).trim();
  const className = (error as object | undefined)?.constructor?.name ?? 'Error';
  const telling = text !== '' && text !== className ? text : String(type ?? className);
  return telling
    .replace(/\s*Resolution note:\s*$/, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s.:]+$/, '');
}

/** What to do about a connection that failed, told by its text: a wrong TLS setting looks like a server that is down. */
export function adviceOn(text: string): string {
  if (/wrong version number|packet length too long/i.test(text)) {
    return 'The server does not speak TLS there: add tls=false to the address, or name the secured port.';
  }
  if (/unable to verify|self.signed|unable to get (?:local )?issuer|certificate/i.test(text)) {
    return 'The certificate is not trusted: name the authority that signed it with tlsCAFile=PATH.';
  }
  if (/Name resolution failed|ENOTFOUND|EAI_AGAIN/i.test(text)) {
    return 'No machine of that name is known: check the host in the address.';
  }
  if (/ECONNREFUSED/i.test(text)) {
    return 'Nothing listens there: start the server, or check host and port in the address.';
  }
  if (/Failed to discover/i.test(text)) {
    return 'No node of the cluster answered: check the hosts in the address, and that a leader is elected.';
  }
  if (/Failed to connect/i.test(text)) {
    return 'The connection was made and broken off: perhaps the server wants TLS, then leave tls=false out of the address.';
  }
  return 'Check that the server runs and that the address is right, then do the same again.';
}

/** What failed, where, and how it ended; `shown` is the address with its password masked. */
export interface FailedCall {
  readonly what: string;
  readonly shown: string;
  readonly stream?: string;
}

/** The error of ours for a failed call that is not to be tried again. */
export function toStoreError(
  error: unknown,
  { what, shown, stream }: FailedCall,
): StoreUnavailable | StoreDamaged {
  const text = textOf(error);
  const kind = kindOf(error);
  const details = { store: shown, kind, ...(stream !== undefined && { stream }) };
  if (kind === 'deleted') {
    return new StoreDamaged(
      `Stream ${stream ?? ''} of ${shown} was deleted for ever, which nothing of ours ever does.`,
      stream === undefined ? {} : { stream },
      error,
    );
  }
  if (kind === 'denied') {
    return new StoreUnavailable(
      `${shown} refuses to ${what}: ${text}. Name a user and password in the address that may read $all and write the streams of this log.`,
      details,
      error,
    );
  }
  const leader = leaderNamedBy(error);
  if (leader !== undefined) {
    return new StoreUnavailable(
      `${shown} leads to a node that follows, and to ${what} takes the one that leads: that is ${leader}. Name every node of the cluster in the address (kurrentdb://A:2113,B:2113,C:2113), so that whichever leads is found.`,
      { ...details, leader },
      error,
    );
  }
  if (kind === 'transient') {
    return new StoreUnavailable(
      `${shown} cannot be reached to ${what}: ${text}. ${adviceOn(text)}`,
      details,
      error,
    );
  }
  return new StoreUnavailable(`${shown} does not ${what}: ${text}.`, details, error);
}
