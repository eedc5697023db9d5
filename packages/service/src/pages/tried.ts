import { type AuthorityKey, type ClaimEvent, sentenceOf } from '@monitoring-timeline/core';
import type { ChangeShown, Tried } from '@monitoring-timeline/pages';
import type { ForeseenChange } from '@monitoring-timeline/projections';
import type { TriedOut } from '../commands/trying-out.ts';
import type { ServiceContext } from '../context/context.ts';

/** A change of an answer as a page tells it. */
export function changeShown(
  { timeline: { directory } }: Pick<ServiceContext, 'timeline'>,
  { authority, weight, title, text }: ForeseenChange,
): ChangeShown {
  const name = authority === null ? null : directory.nameOf(authority as AuthorityKey);
  return { authority: name, weight, title, text };
}

/** What was tried out, as a page tells it. @param saysOf what an event says to whoever looks at a fact, where that is more than its sentence */
export function triedShown(
  context: ServiceContext,
  { result, changes }: TriedOut<{ readonly events: readonly ClaimEvent[] }>,
  saysOf: (event: ClaimEvent) => string | undefined = () => undefined,
): Tried {
  const claims = result.events.map((event) => ({
    says: saysOf(event) ?? sentenceOf(event, context.names.nameOf),
    source: [event.source.publisher, event.source.title].join(', '),
    json: JSON.stringify(event, null, 2),
  }));
  return { claims, changes: changes.map((one) => changeShown(context, one)) };
}
