import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { skippedBecause, withoutMaterial } from '../../testing/skipping.ts';
import {
  adviceOn,
  DeadlinePassed,
  EndedWithoutError,
  type FailureKind,
  kindOf,
  textOf,
  toStoreError,
} from './failures.ts';

const raised = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), more);

describe('what a failed call means', () => {
  it.each<[string, Error, FailureKind]>([
    ['a revision that does not fit', raised('', { type: 'wrong-expected-version' }), 'conflict'],
    ['a stream that is not there', raised('x', { type: 'stream-not-found' }), 'missing'],
    ['a tombstone', raised('', { type: 'stream-deleted' }), 'deleted'],
    ['a wrong password', raised('16', { type: 'access-denied', code: 16 }), 'denied'],
    ['a right that is missing, raw', raised('7 PERMISSION_DENIED', { code: 7 }), 'denied'],
    ['a server that is down, raw', raised('14 UNAVAILABLE', { code: 14 }), 'transient'],
    ['a read without a server', raised('x', { type: 'unavailable' }), 'transient'],
    ['a reset stream', raised('13 INTERNAL', { type: 'unavailable', code: 13 }), 'transient'],
    [
      'a value that the client cannot write',
      raised('13 INTERNAL: Request message serialization failure: x', {
        type: 'unavailable',
        code: 13,
      }),
      'refused',
    ],
    [
      'a consumer that was too slow',
      raised('10 ABORTED: Operation timed out', { type: 'unknown', code: 10 }),
      'transient',
    ],
    [
      'a shared stream that ended',
      raised('8 RESOURCE_EXHAUSTED', { type: 'unknown', code: 8 }),
      'transient',
    ],
    ['a cluster without a leader', raised('Failed to discover after 2 attempts.'), 'transient'],
    ['another leader', raised('', { type: 'not-leader' }), 'transient'],
    ['our own deadline', new DeadlinePassed('read', 5), 'transient'],
    ['an end without an error', new EndedWithoutError('x'), 'transient'],
    ['a socket error', raised('x', { code: 'ECONNRESET' }), 'transient'],
    [
      'a group that is gone',
      raised('', { type: 'persistent-subscription-dropped', code: 1 }),
      'absent',
    ],
    ['something unheard of', raised('what'), 'refused'],
  ])('is told for %s', (_, error, kind) => {
    expect(kindOf(error)).toBe(kind);
  });

  it('is told by the most telling text', () => {
    class UnavailableError extends Error {
      readonly type = 'unavailable';
    }
    expect(textOf(new UnavailableError('UnavailableError'))).toBe('unavailable');
    expect(textOf(raised('', { type: 'wrong-expected-version' }))).toBe('wrong-expected-version');
    expect(textOf(raised('14 X: a', { details: 'a\n b. Resolution note: ' }))).toBe('a b');
  });

  it.each([
    ['wrong version number', 'tls=false'],
    ['unable to verify the first certificate', 'tlsCAFile'],
    ['Name resolution failed for target dns:h', 'host'],
    ['connect ECONNREFUSED 127.0.0.1:1', 'Nothing listens'],
    ['Failed to connect (2026-01-01)', 'leave tls=false out'],
    ['Failed to discover after 10 attempts', 'cluster'],
    ['anything else', 'do the same again'],
  ])('advises on "%s"', (text, advice) => {
    expect(adviceOn(text)).toContain(advice);
  });

  it('names the rights that are missing', () => {
    const error = toStoreError(raised('16', { code: 16 }), {
      what: 'read $all',
      shown: 'kurrentdb://h',
    });
    expect(error.message).toContain('may read $all');
  });
});

const recordings = resolve(import.meta.dirname, '../../../../../../shared/kurrentdb/transcripts');

interface Recorded {
  readonly error?: { readonly class: string; readonly message?: string };
}

/** What each class of the client means, as it was seen; raw errors and `UnknownError` are told by their code alone. */
const meant: Readonly<Record<string, readonly FailureKind[]>> = {
  WrongExpectedVersionError: ['conflict'],
  StreamNotFoundError: ['missing'],
  StreamDeletedError: ['deleted'],
  AccessDeniedError: ['denied'],
  UnavailableError: ['transient', 'refused'],
  DeadlineExceededError: ['transient'],
  MaxAppendSizeExceededError: ['refused'],
  PersistentSubscriptionExistsError: ['exists'],
  PersistentSubscriptionDoesNotExistError: ['absent'],
  PersistentSubscriptionMaximumSubscribersReachedError: ['full'],
  UnsupportedError: ['refused'],
};

describe(
  'errors as they were recorded on a real server',
  skippedBecause(existsSync(recordings) ? undefined : withoutMaterial),
  () => {
    it('have the meaning that was observed', () => {
      const seen = new Set<string>();
      for (const file of globSync('*.jsonl', { cwd: recordings })) {
        for (const line of readFileSync(resolve(recordings, file), 'utf8').split('\n')) {
          const error = line === '' ? undefined : (JSON.parse(line) as Recorded).error;
          const kinds = error && meant[error.class];
          if (error === undefined || kinds === undefined) continue;
          seen.add(error.class);
          expect(kinds, JSON.stringify(error)).toContain(kindOf(error));
        }
      }
      expect([...seen].sort()).toEqual(Object.keys(meant).sort());
    });
  },
);
