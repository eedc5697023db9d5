import type { Bench } from './bench.ts';
import type { Step } from './recording.ts';

/** How a step is replayed where a plain call does not do: gives what came of it in the recordings' form. */
export type Replay = (bench: Bench, step: Step) => Promise<Record<string, unknown>>;

/** A recorded scenario: what its tester did that is not in the recording, and the steps that are no plain calls. */
export interface Scenario {
  readonly name: string;
  /** What was done before a step. */
  readonly before?: Readonly<Record<number, (bench: Bench) => Promise<unknown>>>;
  readonly replays?: Readonly<Record<number, Replay>>;
  /** Steps that are not replayed, each with its reason. */
  readonly left?: Readonly<Record<number, string>>;
  /** True where it ends its server, and so has one of its own. */
  readonly alone?: boolean;
  /** True where it waits for seconds: it runs where every fault is tried in full. */
  readonly slow?: boolean;
}

/** Gives a replay's plain result the name it has in the recordings. */
export const result =
  (run: (bench: Bench, step: Step) => Promise<unknown>): Replay =>
  async (bench, step) => {
    const value = await run(bench, step);
    return { result: value ?? null };
  };
