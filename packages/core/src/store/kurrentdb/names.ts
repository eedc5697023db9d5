/**
 * Names of one log's streams on the server. Events lie in `NAMESPACE/STREAM`; what this engine keeps for itself in
 * `NAMESPACE.WORD`. Neither can be taken for the other, nor for those of another namespace, since a namespace
 * holds neither a slash nor a full stop.
 */
export interface Names {
  /** Begins the name of every stream that holds events of the log, and of no other. */
  readonly events: string;
  /** Says which log this is; its first event is written when the log is made. */
  readonly log: string;
  /** Heads of the log noted as it grew, so that a head need not be worked out from the beginning. */
  readonly heads: string;
  /** Which parts of the server's log hold nothing of this one, noted as it was read. */
  readonly passed: string;
  /** Begins the name of the stream of each person of the register. */
  readonly people: string;
  /** Begins the names of leases. */
  readonly leases: string;
  /** Begins the name of the stream of each part of the state that all who use the log share. */
  readonly state: string;
}

export function namesIn(namespace: string): Names {
  return {
    events: `${namespace}/`,
    log: `${namespace}.log`,
    heads: `${namespace}.heads`,
    passed: `${namespace}.passed`,
    people: `${namespace}.person-`,
    leases: `${namespace}.lease-`,
    state: `${namespace}.state-`,
  };
}
