import { hash } from 'node:crypto';

/** SHA-256 of a text, in hexadecimal digits. */
export const hashOf = (text: string): string => hash('sha256', text, 'hex');

const [opening, parting, closing] = ['["', '",', ']'] as const;
const begins = opening.length + 64 + parting.length;

/** JSON beside its hash, as JSON: a file of state does not notice by itself that bytes of it were written over. */
export function signedJson(json: string): string {
  return `${opening}${hashOf(json)}${parting}${json}${closing}`;
}

/** The JSON that was signed; undefined where it is not as it was. */
export function jsonOfSigned(signed: string): string | undefined {
  const json = signed.slice(begins, -closing.length);
  return signed === signedJson(json) ? json : undefined;
}
