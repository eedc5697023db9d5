import type { JobShown } from './bring-in.ts';

/** How the service stands, for who looks after it. */
export interface StatusShown {
  readonly ready: boolean;
  /** Why not; empty where it is. */
  readonly reasons: readonly string[];
  /** What does not stop it, and yet should be known. */
  readonly warnings: readonly string[];
  /** What follows the log. */
  readonly followers: readonly {
    readonly name: string;
    readonly state: 'current' | 'starting' | 'behind' | 'stalled' | 'stopped';
    readonly events: number | null;
    readonly seconds: number | null;
  }[];
  /** Where the log ends; null where it cannot be read. */
  readonly head: {
    readonly position: string;
    readonly events: number;
    readonly hash: string;
  } | null;
  readonly storeId: string;
  /** Whether there is room for the log, and for the local state. */
  readonly disk: { readonly log: boolean; readonly state: boolean };
  /** When this process began, ms since 1970. */
  readonly since: number;
  readonly memoryBytes: number;
  readonly node: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly jobs: readonly JobShown[];
}

/** What whoever looks after the service sees of it. */
export interface StatusDesk {
  /** How it stands now; what cannot be read is null and among the reasons. */
  look(): Promise<StatusShown>;
}
