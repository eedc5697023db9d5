import { readFile } from 'node:fs/promises';
import type { Sealing } from '@monitoring-timeline/core/shared-state';
import { InvalidSetting, type Settings } from '../config/index.ts';

/** Where the secrets of webhooks stand in a state, and what the links of mails are made with. */
export const webhookSecrets = 'webhook-secrets';
export const digestLinks = 'digest-links';

const keyBytes = 32;

/**
 * The parts of the state of a log that hold secrets, and the operator's key that they are sealed with, where there is one.
 * @throws InvalidSetting where the file of the key cannot be read, or holds none
 */
export async function secrecyOf(
  { secretsKeyFile: file }: Pick<Settings, 'secretsKeyFile'>,
  log: string,
): Promise<Omit<Sealing, 'plain'>> {
  const parts = new Set([webhookSecrets, digestLinks]);
  return file === undefined ? { log, parts } : { log, parts, key: keyIn(file, await textOf(file)) };
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidSetting(
      `secretsKeyFile: ${file} cannot be read (${code}). Name a file that this service may read.`,
      { setting: 'secretsKeyFile', path: file },
    );
  }
}

function keyIn(file: string, text: string): Buffer {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (key.length === keyBytes) return key;
  throw new InvalidSetting(
    `secretsKeyFile: ${file} holds no key of ${keyBytes} bytes in base64 or hex. Make one with \`(umask 077; openssl rand -base64 ${keyBytes} > FILE)\`.`,
    { setting: 'secretsKeyFile', path: file },
  );
}
