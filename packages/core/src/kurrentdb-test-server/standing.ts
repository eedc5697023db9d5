import { notLeader, type Refusal, serverNotReady } from './errors.ts';
import type { EventLog } from './log.ts';

/** What a node is in its cluster at this moment. A server alone leads. */
export type Standing =
  | { readonly is: 'leader' }
  | {
      readonly is: 'follower';
      readonly leader: { readonly host: string; readonly port: number };
      /** The leader's log: a follower hands on what is written to it. */
      readonly writes: EventLog;
    }
  /** No leader is known: an election goes on. */
  | { readonly is: 'unready' };

interface Headers {
  get(key: string): readonly unknown[];
}

/** Refuses what a node cannot do as it stands: nothing without a leader, and what asks for the leader elsewhere. */
export function refusedBy(
  standing: Standing,
  metadata: Headers,
  only?: 'leader',
): Refusal | undefined {
  if (standing.is === 'leader') return undefined;
  if (standing.is === 'unready') return serverNotReady();
  const asked = only === 'leader' || metadata.get('requires-leader')[0] === 'true';
  return asked ? notLeader(standing.leader.host, standing.leader.port) : undefined;
}

interface Standings {
  readonly log: EventLog;
  readonly standing: () => Standing;
}

/** The log that takes what is written to this node. */
export function writtenLog({ log, standing }: Standings): EventLog {
  const now = standing();
  return now.is === 'follower' ? now.writes : log;
}
