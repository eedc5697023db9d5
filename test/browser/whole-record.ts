import { createMemoryPeopleRegister, type PersonId } from '@monitoring-timeline/core/people';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { type Serving, startServing, storeOf } from '../service/serving.ts';
import { shippedEvents, shippedPeople } from '../support/record.ts';

/** A service over the whole shipped record, with its names, at the end of the month to which it reaches. */
export async function servingWhole(): Promise<Serving> {
  const people = createMemoryPeopleRegister();
  for (const [id, name] of shippedPeople()) await people.add({ id: id as PersonId, name });
  const clock = createVirtualClock('2026-08-31');
  return startServing({ store: await storeOf(shippedEvents()), people, clock });
}
