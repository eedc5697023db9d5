import { hash } from 'node:crypto';

/** A file that pages load. Its address changes with its bytes, so that a browser never asks for it twice. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly body: string;
}

/** What stands in the address of a file for its bytes. */
export function markOf(bytes: string): string {
  return hash('sha256', bytes, 'hex').slice(0, 12);
}
