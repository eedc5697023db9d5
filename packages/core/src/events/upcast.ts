import { TimelineError } from '../errors.ts';
import { type DomainEvent, eventType } from './catalogue.ts';
import type { EventEnvelope } from './envelope.ts';

/** The log holds an event that this version of the program does not know: update before reading on. */
export class UnknownEventType extends TimelineError {
  readonly code = 'UnknownEventType';
}

/**
 * An event as the present catalogue has it; what is in the log stays as it was written.
 * @throws UnknownEventType where the type or version is none that this program knows; nothing is skipped in silence.
 */
export function upcast(event: EventEnvelope): DomainEvent {
  const known = eventType(event.type);
  let current = event;
  while (known && current.version < known.version) {
    const step = known.earlier?.find(({ version }) => version === current.version);
    if (!step) break;
    current = step.next(current);
  }
  // what the store holds was checked when it was appended, and is not checked again
  if (known && current.version === known.version) return current as DomainEvent;
  throw new UnknownEventType(
    `The log holds ${event.type} version ${event.version}, which this program does not know. Update the program, then run the command again.`,
    { type: event.type, version: event.version, id: event.id },
  );
}
