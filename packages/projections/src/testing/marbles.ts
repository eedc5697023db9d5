import { TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';

/** Runs a test on frames of virtual time, in which Observables are drawn as marbles. */
export function marbles(test: Parameters<TestScheduler['run']>[0]): void {
  new TestScheduler((is, should) => expect(is).toEqual(should)).run(test);
}
