import { describe, expect, expectTypeOf, it } from 'vitest';
import { createDirectory } from '../authorities/directory.ts';
import type { EventStore } from '../store/event-store.ts';
import {
  type AuthorityKey,
  authorityKey,
  type EventEnvelope,
  InvalidAuthorityKey,
  type Position,
} from './envelope.ts';
import type { claimId } from './identity.ts';
import { authorityStream } from './streams.ts';

const directory = createDirectory();

describe('the key of an authority', () => {
  it('is what the directory gives for a name; a name in its place does not compile', () => {
    const { key } = directory.resolve('Sunderland');
    expectTypeOf(key).toEqualTypeOf<AuthorityKey>();
    expect(authorityStream(key)).toBe('authority-sunderland');
    // @ts-expect-error the name of an authority is not its key
    expect(directory.get('Sunderland')).toBeUndefined();
    // @ts-expect-error nor does a stream belong to a name
    authorityStream('Sunderland');
  });

  it('is read from text that is written as one, and from no other', () => {
    expect(authorityKey('dorset-to-2019')).toBe('dorset-to-2019');
    expect(() => authorityKey('Dorset (to 2019)')).toThrow(InvalidAuthorityKey);
  });
});

describe('the id of an event', () => {
  it('is no other text: the store is not asked for a topic or a key', () => {
    expectTypeOf<string>().not.toExtend<EventEnvelope['id']>();
    expectTypeOf<ReturnType<typeof claimId>>().toEqualTypeOf<EventEnvelope['id']>();
    expectTypeOf<string[]>().not.toExtend<Parameters<EventStore['known']>[1]>();
  });
});

describe('a position', () => {
  it('is given by the store, and a time or an id in its place does not compile', () => {
    expectTypeOf<Parameters<EventStore['readAll']>[0]>().toEqualTypeOf<Position>();
    expectTypeOf<string>().not.toExtend<Position>();
    expectTypeOf<EventEnvelope['id']>().not.toExtend<Position>();
  });
});
