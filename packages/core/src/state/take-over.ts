import { StateMoved } from './errors.ts';
import type { StateStore } from './state-store.ts';

/**
 * Moves parts from one state to another, each as it stands with its checkpoint; one that is there already is left alone in both. May be
 * interrupted and done again: a part leaves the first once the other has all of it.
 * @throws the errors of either, such as SecretsNeedKey
 */
export async function takeOver(
  from: StateStore,
  to: StateStore,
  parts: readonly string[],
): Promise<void> {
  for (const part of parts) {
    const header = await from.header(part);
    if (header === undefined || (await to.header(part)) !== undefined) continue;
    const put = await from.entries(part);
    try {
      await to.commit(part, { header, from: undefined, put });
    } catch (error) {
      // another process was faster
      if (error instanceof StateMoved) continue;
      throw error;
    }
    await from.drop(part);
  }
}
