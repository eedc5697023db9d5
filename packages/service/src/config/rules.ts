import { readFile } from 'node:fs/promises';
import { type Policy, parsePolicy } from '@monitoring-timeline/projections';
import { InvalidSetting } from './errors.ts';
import type { Settings } from './settings.ts';

/**
 * The rules that the setting `policy` names; undefined where nobody names any.
 * @throws InvalidSetting where the file cannot be read, InvalidPolicy naming every place in it that is wrong
 */
export async function readRules({
  policy,
}: Settings): Promise<{ readonly file: string; readonly rules: Policy } | undefined> {
  if (policy === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(policy, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidSetting(
      `policy: ${policy} cannot be read (${code}). Name a file of rules; paths count from the folder that the service is started in, ${process.cwd()}.`,
      { setting: 'policy', path: policy },
    );
  }
  return { file: policy, rules: parsePolicy(text, policy) };
}
