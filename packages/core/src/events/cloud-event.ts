import { z } from 'zod';
import type { Recorded } from './envelope.ts';

/**
 * A CloudEvent (specification 1.0) in structured mode, as far as we read one: `data` is what it carries, and the attributes around
 * it only repeat parts of that.
 */
const cloudEventSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z
    .string()
    .regex(/^application\/(?:[a-z.-]+\+)?json(?:\s*;.*)?$/i, 'only JSON can be read')
    .optional(),
  data: z.record(z.string(), z.unknown()),
});

/** What every type of a CloudEvent of ours begins with. */
export const cloudEventTypes = 'monitoring-timeline.';

/** A log as the source of CloudEvents. */
export function cloudEventSource(log: string): string {
  return `urn:timeline:log:${log}`;
}

/** A CloudEvent of ours. */
export interface CloudEventLine {
  /** Of the CloudEvents specification. */
  readonly specversion: '1.0';
  /** Id of the event that it carries; with `source` it names one event of one log. */
  readonly id: string;
  /** The log it comes from, as `cloudEventSource` writes it. */
  readonly source: string;
  /** `cloudEventTypes`, then what kind of thing it carries. */
  readonly type: string;
  /** What `data` is written in. */
  readonly datacontenttype: 'application/json';
  /** Key of the authority it is about; absent where it is about none. */
  readonly subject?: string;
  /** When the store recorded it: UTC, ISO. */
  readonly time?: string;
  /** Place in the log: opaque, compares as text. */
  readonly sequence?: string;
  /** All of it, so that the attributes around it need not be read. */
  readonly data: unknown;
}

/** A recorded event as a CloudEvent of its log: all that the store added stands in `data`, so that nothing is lost. */
export function cloudEventOf(recorded: Recorded, log: string): CloudEventLine {
  const { event, position, recorded: time } = recorded;
  const { authority } = event;
  return {
    specversion: '1.0',
    id: event.id,
    source: cloudEventSource(log),
    type: `${cloudEventTypes}event.${event.type}`,
    datacontenttype: 'application/json',
    ...(typeof authority === 'string' ? { subject: authority } : {}),
    time,
    sequence: position,
    data: recorded,
  };
}

/** What a CloudEvent carries. @throws ZodError naming each attribute that does not fit */
export function dataOfCloudEvent(value: unknown): unknown {
  return cloudEventSchema.parse(value).data;
}

/** True for what says that it is a CloudEvent. */
export function isCloudEvent(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'specversion');
}
