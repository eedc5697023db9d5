import { describe } from 'vitest';
import { appendContract } from './append.ts';
import { appendManyContract } from './append-many.ts';
import type { MakeFixture, StoreCapabilities } from './fixture.ts';
import { foldContract } from './fold.ts';
import { readContract } from './read.ts';
import { restoreContract } from './restore.ts';
import { subscribeContract } from './subscribe.ts';

export {
  type MakeFixture,
  pagesReadOf,
  Recorder,
  refusal,
  type StoreCapabilities,
  type StoreFixture,
} from './fixture.ts';
export { readContract } from './read.ts';
export { otherSampleEvent, sampleEvent, sampleEvents } from './sample-events.ts';
export { subscribeContract } from './subscribe.ts';

/**
 * What every engine of the event-store port promises, written once. It stays within streams of its own, begins
 * where the log ends and assumes nothing of positions but that they rise, so it may run on a log in use.
 */
export function eventStoreContract(
  name: string,
  makeFixture: MakeFixture,
  capabilities: StoreCapabilities = { atomic: true, restores: true },
): void {
  describe(`the event store on ${name}`, () => {
    appendContract(makeFixture);
    appendManyContract(makeFixture, capabilities);
    readContract(makeFixture);
    foldContract(makeFixture, capabilities);
    subscribeContract(makeFixture);
    restoreContract(makeFixture, capabilities);
  });
}
