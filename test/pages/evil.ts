import type { ClaimEvent } from '@monitoring-timeline/core';
import { createMemoryPeopleRegister, type PersonId } from '@monitoring-timeline/core/people';
import { fewEvents, type Serving, startServing, storeOf } from '../service/serving.ts';

/** What does harm wherever it is taken for anything but text. */
const evil = `<script>alert(1)</script><img src=x onerror="alert(2)">'&{{ 7 * 7 }}`;

/** Where the catalogue takes a code alone. */
const code = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;
const free = new Set(['title', 'topic', 'provider', 'publisher', 'locator', 'note']);

function spoilt(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => spoilt(one, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoilt(one, key)]));
  }
  return typeof value === 'string' && free.has(name) && !code.test(value)
    ? `${value.slice(0, 20)} ${evil}`
    : value;
}

/** A service over a record in which every free text, and every name of a person in Sunderland, is evil. */
export async function evilServing(): Promise<Serving> {
  const people = createMemoryPeopleRegister();
  const events = fewEvents().map((event) => spoilt(event) as ClaimEvent);
  const serving = await startServing({ store: await storeOf(events), people });
  const { tenures } = (await serving.ask('/api/authorities/sunderland/leadership')).json<{
    readonly tenures: readonly { readonly personId: string | null }[];
  }>();
  for (const { personId } of tenures) {
    if (personId) await people.add({ id: personId as PersonId, name: `Ann ${evil}` });
  }
  return serving;
}
