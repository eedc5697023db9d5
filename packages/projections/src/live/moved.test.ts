import type { Recorded, SubscriptionMessage } from '@monitoring-timeline/core';
import { authorityKey, type Position, UnknownEventType } from '@monitoring-timeline/core';
import { claimEvent, recordedOf } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import {
  joinMoved,
  type LogMove,
  linkedFrom,
  type Moved,
  movedAuthorities,
  nobody,
} from './moved.ts';

const [p0, p1, p2, p3] = ['0', '1', '2', '3'] as Position[] as [
  Position,
  Position,
  Position,
  Position,
];

function recorded(authority: string, stream = `authority-${authority}`): Recorded {
  const [one] = recordedOf([
    claimEvent('ContextNoted', { kind: 'meeting', topic: 'one' }, { authority }),
  ]);
  return { ...(one as Recorded), stream };
}

const events = [recorded('sunderland')];

describe('linkedFrom', () => {
  const page = (checkpoint: Position): SubscriptionMessage => ({
    kind: 'events',
    events,
    checkpoint,
  });
  const messages = { a: page(p1), b: page(p2), e: { kind: 'caught-up', checkpoint: p2 } as const };

  it('says of each message from where it leads on, and of the end that it brings nothing', () => {
    marbles(({ cold, expectObservable }) => {
      const moves: Record<string, LogMove> = {
        x: { after: p0, checkpoint: p1, events },
        y: { after: p1, checkpoint: p2, events },
        z: { after: p2, checkpoint: p2, events: [] },
      };
      const source = cold<SubscriptionMessage>('a-b-e|', messages);
      expectObservable(source.pipe(linkedFrom(p0))).toBe('x-y-z|', moves);
      expectObservable(source.pipe(linkedFrom(p0)), '---^').toBe('---x-y-z|', moves);
    });
  });

  it('passes on an error of the log', () => {
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold<SubscriptionMessage>('--#', messages).pipe(linkedFrom(p0))).toBe('--#');
    });
  });
});

describe('movedAuthorities', () => {
  const move = (...events: readonly Recorded[]): LogMove => ({ after: p2, checkpoint: p3, events });
  const whose = (...names: readonly string[]): Moved => ({
    authorities: new Set(names.map(authorityKey)),
    after: p2,
    position: p3,
  });

  it('tells whose answers may differ: of the authorities spoken of, each once, and of nobody’s at the end', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('a-b|', {
        a: move(recorded('sunderland'), recorded('barnet'), recorded('sunderland')),
        b: move(),
      });
      expectObservable(source.pipe(movedAuthorities(''))).toBe('a-b|', {
        a: whose('sunderland', 'barnet'),
        b: whose(),
      });
    });
  });

  it('tells of everybody’s where a fact is of the country', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('a|', { a: move(recorded('sunderland'), recorded('england')) });
      expectObservable(source.pipe(movedAuthorities(''))).toBe('a|', {
        a: { authorities: 'everybody', after: p2, position: p3 },
      });
    });
  });

  it('leaves out what lies in another log on the same server', () => {
    marbles(({ cold, expectObservable }) => {
      const own = recorded('sunderland', 'run-authority-sunderland');
      const source = cold('a|', { a: move(own, recorded('barnet')) });
      expectObservable(source.pipe(movedAuthorities('run-'))).toBe('a|', {
        a: whose('sunderland'),
      });
    });
  });

  it('ends with an event that this program does not know, before it counts as seen', () => {
    marbles(({ cold, expectObservable }) => {
      const strange = recorded('sunderland');
      const source = cold('a-b', {
        a: move(recorded('barnet')),
        b: move({ ...strange, event: { ...strange.event, type: 'ReportBurnt' } as never }),
      });
      expectObservable(source.pipe(movedAuthorities(''))).toBe(
        'a-#',
        { a: whose('barnet') },
        expect.any(UnknownEventType),
      );
    });
  });
});

describe('joinMoved', () => {
  const barnet: Moved = { authorities: new Set([authorityKey('barnet')]), after: p0, position: p1 };
  const merton: Moved = { authorities: new Set([authorityKey('merton')]), after: p1, position: p2 };

  it('is of both, from where the first leads on to where the second leads to', () => {
    expect(joinMoved(barnet, merton)).toEqual({
      authorities: new Set(['barnet', 'merton']),
      after: p0,
      position: p2,
    });
  });

  it('leaves seen that something lies between them', () => {
    const later: Moved = { ...nobody, after: p3, position: p3 };
    expect(joinMoved(barnet, later)).toMatchObject({ after: p3, position: p3 });
    expect(joinMoved(joinMoved(barnet, later), { ...merton, after: p3 })).toMatchObject({
      after: p3,
    });
  });

  it('leads to the later place, whichever was looked at last', () => {
    expect(joinMoved(merton, { ...nobody, after: p1, position: p1 })).toMatchObject({
      after: p1,
      position: p2,
    });
    expect(joinMoved(barnet, nobody)).toEqual(barnet);
    expect(joinMoved(nobody, barnet)).toEqual(barnet);
  });
});
