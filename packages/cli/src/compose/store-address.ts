import { resolve } from 'node:path';
import { WrongCall } from '../errors.ts';
import { defaultStorePath, shownPath } from './places.ts';

/** Which store is meant. */
export type StoreAddress =
  | { readonly engine: 'sqlite'; readonly path: string }
  | { readonly engine: 'memory' };

const supported = 'sqlite:PATH (a file) and memory: (nothing is kept)';

/** Reads `--store`; absent means the default file. @throws WrongCall naming what is supported */
export function storeAddress(text: string | undefined): StoreAddress {
  if (text === undefined) return { engine: 'sqlite', path: defaultStorePath() };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? text : text.slice(scheme.length + 1);
  if (scheme === 'memory' && rest === '') return { engine: 'memory' };
  if (scheme === 'sqlite' && rest !== '') return { engine: 'sqlite', path: resolve(rest) };
  if (scheme === 'kurrentdb' || scheme === 'esdb' || scheme?.startsWith('kurrentdb')) {
    throw new WrongCall(
      `--store: ${scheme}:// is not in this version. Supported are ${supported}.`,
      { text, scheme },
    );
  }
  const advice =
    scheme === undefined && text !== '' ? `For that file write --store sqlite:${text}. ` : '';
  throw new WrongCall(`--store: "${text}" names no store. ${advice}Supported are ${supported}.`, {
    text,
  });
}

/** How an address reads in a message. */
export function shownAddress(address: StoreAddress): string {
  return address.engine === 'memory' ? 'memory:' : `sqlite:${shownPath(address.path)}`;
}
