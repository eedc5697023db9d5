import type { Head } from '@monitoring-timeline/core';
import { InvalidProof, type Seal } from '@monitoring-timeline/core/seals';

/**
 * What the end of a log already shows against the seals that are kept of it: that it holds less than was sealed, or ends otherwise where
 * the last seal ends. That what lies before it is what was sealed takes a reading of the whole log: `timeline verify`.
 */
export function doubtsBySeals(
  kept: () => Promise<readonly Seal[]>,
): (head: Pick<Head, 'events' | 'hash'>) => Promise<readonly string[]> {
  return async ({ events, hash }) => {
    let last: Seal | undefined;
    try {
      last = (await kept()).at(-1);
    } catch (error) {
      // a server that is away is told of where the log is read
      if (!(error instanceof InvalidProof)) return [];
      return ['Something among the seals of the log is none. `timeline doctor` says what.'];
    }
    if (last === undefined || events > last.head.events) return [];
    if (events === last.head.events && hash === last.head.head) return [];
    return [
      `The log ends after ${events} events, and is not the one of which ${last.head.events} were sealed on ${last.head.made}. \`timeline verify\` says where it differs.`,
    ];
  };
}
