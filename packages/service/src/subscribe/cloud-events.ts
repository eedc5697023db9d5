import {
  cloudEventOf,
  cloudEventSource,
  cloudEventTypes,
  type EventStore,
  type Recorded,
} from '@monitoring-timeline/core';
import type { IssuedNotice } from '@monitoring-timeline/projections';
import { CloudEvent, type CloudEventV1 } from 'cloudevents';

/** Media type of one event in the structured mode of CloudEvents 1.0. */
export const cloudEventMedia = 'application/cloudevents+json; charset=utf-8';

/** What becomes the body of an event. */
export interface EventBody {
  readonly id: string;
  /** Below our own prefix, such as `event.ReportPublished`. */
  readonly type: string;
  readonly subject: string | null;
  /** ISO time stamp; absent where nothing says when it happened. */
  readonly time?: string;
  readonly data: unknown;
  /** Place in its feed: opaque, compares as text. */
  readonly sequence?: string;
}

/** Makes events of one log: their source is the log, whichever service tells of them. */
export class CloudEvents {
  readonly source: string;
  readonly #log: string;

  constructor({ id }: Pick<EventStore, 'id'>) {
    this.#log = id;
    this.source = cloudEventSource(id);
  }

  /** One event of the log, as it is kept. */
  ofRecorded(recorded: Recorded): CloudEventV1<unknown> {
    return new CloudEvent<unknown>({ ...cloudEventOf(recorded, this.#log) });
  }

  /** One notice. */
  ofNotice(notice: IssuedNotice): CloudEventV1<unknown> {
    const { id, kind, authority, sequence, issued: time } = notice;
    const type = `notice.${kind}`;
    return this.of({ id, type, subject: authority, time, data: notice, sequence });
  }

  /** @throws ValidationError where the parts make no event of CloudEvents 1.0: a fault of ours */
  of({ id, type, subject, time, data, sequence }: EventBody): CloudEventV1<unknown> {
    return new CloudEvent<unknown>({
      specversion: '1.0',
      id,
      source: this.source,
      type: `${cloudEventTypes}${type}`,
      datacontenttype: 'application/json',
      ...(subject === null ? {} : { subject }),
      ...(time === undefined ? {} : { time }),
      ...(sequence === undefined ? {} : { sequence }),
      data,
    });
  }
}
