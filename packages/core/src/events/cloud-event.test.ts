import { describe, expect, it } from 'vitest';
import { recordedOf, reported } from '../testing/claims.ts';
import { cloudEventOf, dataOfCloudEvent, isCloudEvent } from './cloud-event.ts';

const [recorded] = recordedOf([reported({ overall: 'good' })]);

describe('a recorded event as a CloudEvent', () => {
  it('carries all that the store added, and names its log, type, authority, time and place', () => {
    const line = cloudEventOf(recorded!, 'a-log');
    expect(line).toEqual({
      specversion: '1.0',
      id: recorded!.event.id,
      source: 'urn:timeline:log:a-log',
      type: 'monitoring-timeline.event.ReportPublished',
      datacontenttype: 'application/json',
      subject: 'sunderland',
      time: recorded!.recorded,
      sequence: recorded!.position,
      data: recorded,
    });
    expect(isCloudEvent(line)).toBe(true);
    expect(dataOfCloudEvent(JSON.parse(JSON.stringify(line)))).toEqual(recorded);
  });

  it('of another version, without an id or with data that is no JSON is refused by the attribute', () => {
    const line = cloudEventOf(recorded!, 'a-log');
    expect(() => dataOfCloudEvent({ ...line, specversion: '0.3' })).toThrow('specversion');
    expect(() => dataOfCloudEvent({ ...line, id: '' })).toThrow('id');
    expect(() => dataOfCloudEvent({ ...line, datacontenttype: 'text/xml' })).toThrow(
      'only JSON can be read',
    );
  });

  it('is told from any other line', () => {
    for (const other of [recorded, null, 'specversion', []]) {
      expect(isCloudEvent(other)).toBe(false);
    }
  });
});
