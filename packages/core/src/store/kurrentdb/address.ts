import { InvalidRequest } from '../errors.ts';
import { Credentials, decoded } from './credentials.ts';

/** Where a log lies on a KurrentDB, and how it is spoken of. */
export interface KurrentAddress {
  /** The client's connection string, without credentials and the options that are ours: for the node that leads. */
  readonly connectionString: string;
  /** The same for other nodes, where `nodePreference` names any: views may be read from what they have. */
  readonly nearConnectionString?: string;
  /** Who asks; they go with each call, and with none that is not encrypted. */
  readonly credentials?: Credentials;
  /** Begins the name of every stream of this log, so that several may share one database. */
  readonly namespace: string;
  /** The address as it may be shown and logged: the password is masked. */
  readonly shown: string;
  /** How long one call to the server may take, in ms: the connection string's `defaultDeadline`. */
  readonly deadline: number;
}

/** Schemes that the client understands; `esdb` is the name of the same protocol at EventStoreDB. */
const schemes = /^(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?:\/\//i;
/**
 * Options that the client is not given as they are: the log's namespace, where whoever opens it keeps documents, and
 * which nodes views are read from, since what decides is always asked of the leader.
 */
const ours = new Set(['namespace', 'documents', 'nodepreference']);
const preferences = new Set(['leader', 'follower', 'random', 'readonlyreplica']);
const defaultNamespace = 'timeline';
const defaultDeadline = 10_000;

/** True where the text is meant as the address of a KurrentDB, whether or not it can be used. */
export function namesKurrentDb(text: string): boolean {
  return /^(?:kurrentdb|kurrent|kdb|esdb)\b/i.test(text);
}

/** The text without the password that a connection string may carry. */
export function masked(text: string): string {
  // greedy up to the last @: a password may itself hold any character that was not encoded
  return text.replace(/(:\/\/[^:]*):.*@/s, '$1:***@');
}

const node = String.raw`(?:\[[0-9a-f:.]+\]|[^\s@/?#,:[\]]+)(?::\d{1,5})?`;
/** Nodes, and options: what follows a scheme, or an @ that ends the credentials. */
const places = new RegExp(
  String.raw`^(?<hosts>${node}(?:,${node})*)/*(?:\?(?<options>(?:[a-z][a-z_-]*=.*)?))?$`,
  'is',
);

interface Parts {
  /** `USER:PASSWORD` as it is written. */
  readonly user?: string;
  readonly hosts: string;
  readonly options: string;
}

/** The first @ that nodes follow ends the credentials, whatever characters they hold. */
function partsOf(text: string): Parts | undefined {
  const ends = [-1, ...[...text.matchAll(/@/g)].map(({ index }) => index)];
  for (const end of ends) {
    const found = places.exec(text.slice(end + 1))?.groups;
    if (found === undefined) continue;
    const { hosts = '', options = '' } = found;
    return { hosts, options, ...(end > 0 && { user: text.slice(0, end) }) };
  }
  return undefined;
}

/**
 * Reads `kurrentdb://user:password@host:2113,host:2113?tls=false&namespace=NAME`; all options but
 * `namespace` and `documents` are those of the client. User and password may hold any character, those that mean something in an
 * address percent-encoded where they could be misread. The scheme `esdb` is rewritten, since the client warns of it on the user's screen.
 * @throws InvalidRequest naming the place; a password never stands in the message
 */
export function kurrentAddress(text: string): KurrentAddress {
  const trimmed = text.trim();
  const shown = masked(trimmed);
  const refuse: (reason: string) => never = (reason) => {
    throw new InvalidRequest(`Store ${shown}`, reason);
  };
  if (!schemes.test(trimmed)) {
    refuse(
      'write kurrentdb://HOST:2113 for one node or kurrentdb+discover://HOST:2113 for a cluster',
    );
  }
  const [scheme] = schemes.exec(trimmed) ?? [''];
  const parts = partsOf(trimmed.slice(scheme.length));
  if (parts === undefined) {
    return refuse(
      'after the scheme, and the @ where there is a user, write HOST:2113 or several with commas between them, and then ?OPTION=VALUE&...',
    );
  }
  const options = parts.options === '' ? [] : parts.options.split('&');
  const given = (name: string): string | undefined =>
    options.find((option) => keyOf(option) === name)?.replace(/^[^=]*=/, '');
  const namespace = given('namespace') ?? defaultNamespace;
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(namespace)) {
    refuse(`namespace "${namespace}" is not made of 1 to 80 letters, digits, - and _`);
  }
  const deadline = Number(given('defaultdeadline') ?? defaultDeadline);
  if (!Number.isSafeInteger(deadline) || deadline < 1) {
    refuse('defaultDeadline is a whole number of milliseconds from 1');
  }
  const kept = options.filter((option) => !ours.has(keyOf(option)));
  // the native half of the client waits this long before its first connection, half a second unless told
  if (given('discoveryinterval') === undefined) kept.push('discoveryInterval=50');
  const base = `${scheme.replace(/^esdb/i, 'kurrentdb')}${parts.hosts}`;
  const connectionString = `${base}?${kept.join('&')}`;
  const colon = parts.user?.indexOf(':') ?? 0;
  if (parts.user !== undefined && colon < 1) refuse('write USER:PASSWORD before the @');
  const credentials =
    parts.user === undefined || given('tls')?.toLowerCase() === 'false'
      ? undefined
      : new Credentials(decoded(parts.user.slice(0, colon)), decoded(parts.user.slice(colon + 1)));
  const preference = given('nodepreference');
  if (preference !== undefined && !preferences.has(preference.toLowerCase())) {
    refuse(`nodePreference is leader, follower, random or readOnlyReplica, not "${preference}"`);
  }
  const near = preference !== undefined && preference.toLowerCase() !== 'leader';
  return {
    connectionString,
    ...(near && { nearConnectionString: `${connectionString}&nodePreference=${preference}` }),
    ...(credentials && { credentials }),
    namespace,
    shown,
    deadline,
  };
}

function keyOf(option: string): string {
  return (option.split('=')[0] ?? '').toLowerCase().replace(/[_-]/g, '');
}
