import { CONNECTING } from './connecting-scenarios.ts';
import { FOLLOWING } from './following-scenarios.ts';
import { GROUPS } from './group-scenarios.ts';
import { READING } from './reading-scenarios.ts';
import { RESTARTING } from './restarting-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { WRITING } from './writing-scenarios.ts';

/** Every recorded scenario that is replayed. */
export const SCENARIOS: readonly Scenario[] = [
  ...WRITING,
  ...READING,
  ...FOLLOWING,
  ...GROUPS,
  ...CONNECTING,
  ...RESTARTING,
];

const VOLATILE =
  'its figures are volatile by the recording itself: slow-consumers.test.ts tests what they show';

/** Recorded scenarios that are not replayed, each with its reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'fault-hang': 'all of it is volatile and takes 35 s: faults.test.ts freezes a server',
  'slow-consumer': VOLATILE,
  'slow-consumer-limits': VOLATILE,
  'slow-consumer-resubscribe': VOLATILE,
  'slow-consumer-bytes-and-ack-order': VOLATILE,
};
