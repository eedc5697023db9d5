import { TimelineError } from '../errors.ts';
import {
  type ClaimEvent,
  claimTypes,
  type OperationalEvent,
  operationalTypes,
} from './catalogue.ts';
import type { EventEnvelope } from './envelope.ts';

type Upcaster = (event: EventEnvelope) => EventEnvelope;

/** The log holds an event that this version of the program does not know: update before reading on. */
export class UnknownEventType extends TimelineError {
  readonly code = 'UnknownEventType';
}

/** One step each, from the version in the key to the next. */
const upcasters: Readonly<Record<string, Upcaster>> = {
  'InspectionCarriedOut/1': (event) => {
    const { leadInspector, ...data } = event.data;
    const inspectors = leadInspector
      ? { inspectors: [{ person: leadInspector, role: 'lead' }] }
      : {};
    return { ...event, version: 2, data: { ...data, ...inspectors } };
  },
};

const present = new Map<string, number>([['InspectionCarriedOut', 2]]);

/**
 * An event as the present catalogue has it; what is in the log stays as it was written.
 * @throws UnknownEventType where the type or version is none that this program knows; nothing is skipped in silence.
 */
export function upcast(event: EventEnvelope): ClaimEvent | OperationalEvent {
  const target = present.get(event.type) ?? 1;
  if (
    event.version === target &&
    (claimTypes.has(event.type) || operationalTypes.has(event.type))
  ) {
    return event as unknown as ClaimEvent | OperationalEvent;
  }
  let current = event;
  while (current.version < target) {
    const step = upcasters[`${current.type}/${current.version}`];
    if (!step) break;
    current = step(current);
  }
  if (current.version === target && claimTypes.has(current.type)) {
    return current as unknown as ClaimEvent;
  }
  throw new UnknownEventType(
    `The log holds ${event.type} version ${event.version}, which this program does not know. Update the program, then run the command again.`,
    { type: event.type, version: event.version, id: event.id },
  );
}
