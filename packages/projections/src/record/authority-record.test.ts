import {
  authorityKey,
  type ClaimEvent,
  toPosition,
  UnknownEventType,
} from '@monitoring-timeline/core';
import {
  correction,
  inspected,
  day as onSite,
  recordedOf,
  reported,
  retraction,
  sources,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { on, recordOf } from '../testing/records.ts';
import { AuthorityRecord } from './authority-record.ts';

const first = reported({ overall: 'inadequate' }, { published: '2015-07-20' });
const second = reported({ overall: 'good' }, { published: '2018-07-25' });
const begun = inspected({ framework: 'ILACS', days: onSite('2021-01-11') });
const events = [first, second, begun];

type At = Parameters<AuthorityRecord['at']>[0];
const ids = (record: AuthorityRecord, at: At) => record.at(at).claims.map(({ event }) => event.id);
const names = (...of: readonly ClaimEvent[]) => of.map(({ id }) => id);

describe('a record', () => {
  it('is empty before its first event', () => {
    const record = new AuthorityRecord(authorityKey('sunderland'));
    expect(record).toMatchObject({ authority: 'sunderland', position: '', revision: -1, size: 0 });
    expect(ids(record, on('2030-01-01'))).toEqual([]);
  });

  it('holds every claim and repair as the log does, and knows how far it has read', () => {
    const gone = retraction(first);
    const record = recordOf([...events, gone]);
    const read = recordedOf([...events, gone]);
    expect(record.size).toBe(4);
    expect([...record.claims()].map(({ event }) => event.id)).toEqual(names(...events, gone));
    expect(record.claim(gone.id)?.event).toEqual(gone);
    expect(record.claim('none')).toBeUndefined();
    expect(record.position).toBe(read.at(-1)!.position);
    expect(record.revision).toBe(3);
  });

  it('has read as far as the furthest event, in whatever order they are folded in', () => {
    const record = new AuthorityRecord(authorityKey('sunderland'));
    for (const recorded of recordedOf(events).toReversed()) record.add(recorded);
    expect(record.position).toBe(recordedOf(events).at(-1)!.position);
    expect(record.revision).toBe(2);
  });

  it('reads past what the program itself did, which is no claim about an authority', () => {
    const record = recordOf(events);
    const [recorded] = recordedOf([first]);
    const run = {
      type: 'ImportRun',
      version: 1,
      data: { files: [], appended: 0, alreadyKnown: 0, corrected: 0, quarantined: 0 },
    };
    record.add({
      ...recorded!,
      event: run as never,
      position: toPosition('9'.repeat(16)),
      revision: 9,
    });
    expect(record.size).toBe(3);
    expect(record).toMatchObject({ position: '9'.repeat(16), revision: 9 });
  });

  it('refuses an event of a type that this program does not know', () => {
    const record = recordOf(events);
    const [recorded] = recordedOf([first]);
    const unheard = { ...recorded!.event, type: 'Unheard' };
    expect(() => record.add({ ...recorded!, event: unheard as never })).toThrow(UnknownEventType);
  });
});

describe('what a record knew', () => {
  it('is what had become public by the day', () => {
    const record = recordOf(events);
    expect(ids(record, on('2015-07-19'))).toEqual([]);
    expect(ids(record, on('2015-07-20'))).toEqual(names(first));
    expect(ids(record, on('2018-07-24'))).toEqual(names(first));
    expect(ids(record, on('2018-07-25'))).toEqual(names(first, second));
    expect(ids(record, on('2030-01-01'))).toEqual(names(...events));
  });

  it('is one and the same between two days on which something became public', () => {
    const record = recordOf(events);
    expect(record.at(on('2015-07-20'))).toBe(record.at(on('2018-07-24')));
    expect(record.at(on('2015-07-20'))).not.toBe(record.at(on('2018-07-25')));
    expect(record.at(on('2016-01-01', '2017-01-01'))).toBe(record.at(on('2017-01-01')));
  });

  it('changes on the day that an edition of a release comes out', () => {
    const listed = reported(
      { overall: 'good' },
      { published: '2018-07-25', source: sources.release2024 },
    );
    const record = recordOf([listed]);
    expect(record.at(on('2024-08-29'))).not.toBe(record.at(on('2024-08-30')));
    expect(record.at(on('2024-08-30')).knownAt).toBe(on('2024-08-30').knownAt);
  });

  it('takes in what is added after it was asked', () => {
    const record = recordOf([first]);
    const before = record.at(on('2020-01-01'));
    const [, recorded] = recordedOf([first, second]);
    record.add(recorded!);
    expect(record.at(on('2020-01-01'))).not.toBe(before);
    expect(ids(record, on('2020-01-01'))).toEqual(names(first, second));
    expect(ids(record, on('2016-01-01'))).toEqual(names(first));
  });

  it('takes in what is added of a day that was asked about before', () => {
    const twin = reported({ leadership: 'good' }, { framework: 'ILACS', published: '2015-07-20' });
    const gone = retraction(first, { known: '2015-07-20' });
    const [one, two, three] = recordedOf([first, twin, gone]);
    const record = recordOf([]);
    record.add(one!);
    expect(ids(record, on('2016-01-01'))).toEqual(names(first));
    record.add(two!);
    expect(ids(record, on('2016-01-01'))).toEqual(names(first, twin));
    record.add(three!);
    expect(ids(record, on('2016-01-01'))).toEqual(names(twin));
  });

  it('is told apart by day and by whether assumptions count, in whatever order these are asked', () => {
    const known = (from: string, basis: 'published' | 'assumed') =>
      inspected({ framework: 'ILACS', days: onSite('2014-01-06'), known: { from, basis } });
    const all = [
      known('2015-01-01', 'assumed'),
      known('2016-01-01', 'published'),
      known('2017-01-01', 'assumed'),
      known('2018-01-01', 'published'),
      known('2019-01-01', 'assumed'),
      known('2020-01-01', 'published'),
    ];
    const record = recordOf(all.toReversed());
    for (const publicOnly of [true, false, true]) {
      for (let count = 0; count <= all.length; count += 1) {
        const day = on(`${2014 + count}-06-01`);
        const expected = all
          .slice(0, count)
          .filter((event) => !publicOnly || event.known.basis !== 'assumed');
        expect(ids(record, { ...day, publicOnly }).sort()).toEqual(names(...expected).sort());
      }
    }
  });

  it('stays one and the same from day to day where a correction moved no day of knowledge', () => {
    const mended = correction(first, '/data/judgements/0/grade', 'good', { known: '2015-07-20' });
    const record = recordOf([first, mended]);
    expect(record.at(on('2016-01-01'))).toBe(record.at(on('2017-01-01')));
  });

  it('was no more than had been recorded by then, where that is asked', () => {
    const record = recordOf(events);
    const [one, two] = recordedOf(events);
    const at = (recordedAt: string) => ids(record, { ...on('2030-01-01'), recordedAt });
    expect(at('2025-12-31T23:59:59.999Z')).toEqual([]);
    expect(at(one!.recorded)).toEqual(names(first));
    expect(at(two!.recorded)).toEqual(names(first, second));
    expect(ids(record, on('2030-01-01'))).toEqual(names(...events));
  });

  it('was no more than the log held up to a position, where that is asked', () => {
    const record = recordOf(events);
    const read = recordedOf(events);
    const at = (upTo: string) => ids(record, { ...on('2030-01-01'), upTo });
    expect(at(read[0]!.position)).toEqual(names(first));
    expect(at(read[1]!.position)).toEqual(names(first, second));
    expect(at(read[2]!.position)).toEqual(names(...events));
    const whole = record.at({ ...on('2030-01-01'), upTo: read[2]!.position });
    expect(whole).toBe(record.at(on('2030-01-01')));
    const both = { upTo: read[1]!.position, recordedAt: read[0]!.recorded };
    expect(ids(record, { ...on('2030-01-01'), ...both })).toEqual(names(first));
  });

  it('leaves out what is known by assumption where only the public counts, also up to a position', () => {
    const record = recordOf([begun, first, second]);
    expect(ids(record, { ...on('2030-01-01'), publicOnly: true })).toEqual(names(first, second));
    expect(ids(record, { ...on('2030-01-01'), publicOnly: false })).toEqual(
      names(begun, first, second),
    );
    const upTo = recordedOf([begun, first])[1]!.position;
    expect(ids(record, { ...on('2030-01-01'), publicOnly: true, upTo })).toEqual(names(first));
    expect(ids(record, { ...on('2030-01-01'), upTo })).toEqual(names(begun, first));
  });

  it('follows a correction of the day on which something became known', () => {
    const earlier = correction(second, '/known/from', '2017-01-01');
    const record = recordOf([first, second, earlier]);
    expect(ids(record, on('2016-12-31'))).toEqual(names(first));
    expect(ids(record, on('2017-01-01'))).toEqual(names(first, second));
    const askedBackwards = recordOf([first, second, earlier]);
    expect(ids(askedBackwards, on('2017-01-01'))).toEqual(names(first, second));
    expect(ids(askedBackwards, on('2016-12-31'))).toEqual(names(first));
  });

  it('is the same however many days were asked about before', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      reported(
        { overall: 'good' },
        { published: new Date(Date.UTC(2018, 0, 1 + index)).toISOString().slice(0, 10) },
      ),
    );
    const record = recordOf(many);
    const sizes = () => many.map(({ known }) => record.at(on(known.from)).claims.length);
    const expected = many.map((_, index) => index + 1);
    expect(sizes()).toEqual(expected);
    expect(sizes()).toEqual(expected);
    const last = on(many.at(-1)!.known.from);
    expect(record.at(last)).toBe(record.at(last));
  });
});
