import { userInfo } from 'node:os';
import type { ByHand } from '@monitoring-timeline/ingest';
import type { OpenedStore } from './asking.ts';
import { today } from './clock.ts';

/** Who writes by hand, and when: the person named, else the user of this machine. */
export function byHand({ store }: OpenedStore, name: string | undefined): ByHand {
  return {
    store,
    actor: { kind: 'person', name: name?.trim() || userName() },
    today: today(),
  };
}

function userName(): string {
  try {
    return userInfo().username || 'unnamed';
  } catch {
    // a process may run under a user of which the machine has no entry
    return process.env.USER ?? 'unnamed';
  }
}
