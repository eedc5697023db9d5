import { hash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { WrongCall } from '../call/errors.ts';
import { defaultStorePath, quoted, shownPath } from './places.ts';

/** Which store is meant. A server's address is kept as typed, with its password, and shown without it. */
export type StoreAddress =
  | { readonly engine: 'sqlite'; readonly path: string }
  | { readonly engine: 'memory' }
  | { readonly engine: 'kurrentdb'; readonly text: string; readonly shown: string };

const supported =
  'sqlite:PATH (a file), kurrentdb://HOST:PORT or kurrentdb+discover://HOST (a server or cluster) and memory: (nothing is kept)';

const kurrentScheme = /^(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?$/;

/** Reads `--store`; absent means the default file. @throws WrongCall naming what is supported */
export function storeAddress(text: string | undefined, option = '--store'): StoreAddress {
  if (text === undefined) return { engine: 'sqlite', path: defaultStorePath() };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? text : text.slice(scheme.length + 1);
  if (scheme === 'memory' && rest === '') return { engine: 'memory' };
  if (scheme === 'sqlite' && rest !== '') return { engine: 'sqlite', path: resolve(rest) };
  const shown = masked(text);
  if (scheme !== undefined && kurrentScheme.test(scheme)) {
    if (/^\/\/[^/?]/.test(rest)) return { engine: 'kurrentdb', text, shown };
    throw new WrongCall(
      `${option}: "${shown}" names no server. Write ${scheme}://HOST:2113, with ?tls=false where the server has no TLS.`,
      { text: shown, scheme },
    );
  }
  const advice =
    scheme === undefined && text !== '' ? `For that file write ${option} sqlite:${text}. ` : '';
  throw new WrongCall(
    `${option}: "${shown}" names no store. ${advice}Supported are ${supported}.`,
    {
      text: shown,
    },
  );
}

/** How an address reads in a message: never with a password. */
export function shownAddress(address: StoreAddress): string {
  if (address.engine === 'kurrentdb') return address.shown;
  return address.engine === 'memory' ? 'memory:' : `${address.engine}:${shownPath(address.path)}`;
}

/** What names a store at the end of a command to type, without a password; nothing for the usual one. */
export function storeToType(address: StoreAddress): string {
  if (address.engine === 'sqlite' && address.path === defaultStorePath()) return '';
  return ` --store ${quoted(shownAddress(address))}`;
}

/**
 * The path that names what this machine keeps beside a store: the store's own file, or for a server's log one in `var`, named by
 * the address without its password.
 */
export function localPath(address: Exclude<StoreAddress, { engine: 'memory' }>): string {
  if (address.engine !== 'kurrentdb') return address.path;
  const name = `kurrentdb-${hash('sha256', address.shown, 'hex').slice(0, 12)}.db`;
  return join(dirname(defaultStorePath()), name);
}

/** The folder of documents that a server's address names, for machines that share one: `documents=PATH`. */
export function sharedDocuments({
  text,
}: Extract<StoreAddress, { engine: 'kurrentdb' }>): string | undefined {
  const named = /[?&]documents=([^&]+)/.exec(text)?.[1];
  return named === undefined ? undefined : resolve(decodeURIComponent(named));
}

/** The engine masks for itself; it is not loaded for an address that may not even be its own. */
function masked(text: string): string {
  return text.replace(/(:\/\/[^:]*):.*@/s, '$1:***@');
}
