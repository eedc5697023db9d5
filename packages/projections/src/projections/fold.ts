import type { Placed } from '@monitoring-timeline/core';

/** A projection as one value. */
export interface Projection<S = unknown> {
  /** How its state is kept; made by `projection`. */
  readonly projection: Fold<S>;
}

/** What keeps a projection has to know of it. */
export interface Fold<S = unknown> {
  readonly name: string;
  readonly version: number;
  readonly events: readonly string[];
  initial(): S;
  reduce(state: S, event: unknown, recorded: Placed): S;
}
