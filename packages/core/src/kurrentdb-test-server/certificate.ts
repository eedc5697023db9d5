import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from './server.ts';

/** Why no certificate can be made; nothing where one can. */
export const noCertificates: string | undefined =
  spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout?.startsWith('OpenSSL 3') === true
    ? undefined
    : 'no OpenSSL 3 on this machine to make a certificate with';

/**
 * Makes an authority and a certificate for 127.0.0.1 that it vouches for, good for a day, in a folder of the
 * test's own: no key is kept in the repository.
 */
export function makeCertificate(folder: string): Certificate & {
  /** Path of the authority's certificate, the file that `tlsCAFile` wants. */
  readonly authority: string;
} {
  const at = (name: string): string => join(folder, name);
  const make = (name: string, subject: string, ...more: string[]): void => {
    const fixed = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
    const files = ['-keyout', at(`${name}.key`), '-out', at(`${name}.crt`)];
    execFileSync('openssl', [...fixed, '-subj', `/CN=${subject}`, ...files, ...more], {
      stdio: 'ignore',
    });
  };
  make('ca', 'authority of a test', '-addext', 'keyUsage=critical,keyCertSign');
  const signed = ['-CA', at('ca.crt'), '-CAkey', at('ca.key')];
  const leaf = ['basicConstraints=critical,CA:FALSE', 'subjectAltName=IP:127.0.0.1'];
  make('node', 'eventstoredb-node', ...signed, ...leaf.flatMap((line) => ['-addext', line]));
  return {
    authority: at('ca.crt'),
    key: readFileSync(at('node.key')),
    certificate: readFileSync(at('node.crt')),
  };
}
