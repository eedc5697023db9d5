import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkForAppend } from '../events/catalogue.ts';
import type { EventEnvelope } from '../events/envelope.ts';
import { limits } from '../events/limits.ts';
import { anId } from '../testing/claims.ts';
import { prepareWrite } from './append.ts';
import { seal } from './integrity.ts';

/** A notice may hold any JSON. */
const noticeOf = (body: unknown, more: object = {}): EventEnvelope =>
  ({
    id: anId('5e0a2f0e-0000-4000-8000-000000000001'),
    type: 'NoticeIssued',
    version: 1,
    actor: { kind: 'program', name: 'a test' },
    at: '2026-01-01T00:00:00Z',
    data: { notice: 'n', kind: 'sample', body },
    ...more,
  }) as EventEnvelope;

const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
};

/** Lists and objects within one another, so many levels. */
function nested(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { in: value };
  return value;
}

/** What comes of an event that is prepared, and what comes of one that is checked first and then sealed. */
function bothWays(event: EventEnvelope): readonly [prepared: unknown, checkedFirst: unknown] {
  return [
    outcome(() => prepareWrite({ stream: 'a', events: [event], expected: 'any' }).events[0]),
    outcome(() => seal(checkForAppend(event))),
  ];
}

describe('an event that is prepared', () => {
  it('is sealed as one that was checked before it was written, or refused in the same words', () => {
    const cycle: Record<string, unknown> = {};
    cycle.itself = cycle;
    const odd = fc.constantFrom<unknown>(
      ...[Number.NaN, 1n, undefined, new Date(0), () => null, new Map(), '\ud800', cycle],
      ...[JSON.parse('{"__proto__": 1}'), Object.create(null), -0, '\u00a3', nested(70)],
    );
    const bodies = fc.oneof(
      fc.jsonValue(),
      odd,
      fc.array(odd, { maxLength: 3 }),
      fc.dictionary(fc.string(), odd, { maxKeys: 3 }),
      fc.integer({ min: limits.depth - 6, max: limits.depth + 2 }).map(nested),
    );
    const more = fc.oneof(
      fc.constant({}),
      fc.dictionary(fc.constantFrom('type', 'version', 'metadata', 'actor', 'other'), odd),
      fc.record({ metadata: fc.dictionary(fc.constantFrom('$a', 'run', '', '__proto__'), odd) }),
    );
    fc.assert(
      fc.property(bodies, more, (body, others) => {
        const [prepared, checkedFirst] = bothWays(noticeOf(body, others));
        expect(prepared).toEqual(checkedFirst);
      }),
    );
    const metadata = Object.defineProperty({}, '__proto__', { enumerable: true, value: undefined });
    const many = Object.fromEntries(
      Array.from({ length: limits.members }, (_, n) => [n, undefined]),
    );
    for (const event of [noticeOf(1, { metadata }), noticeOf(many)]) {
      const [prepared, checkedFirst] = bothWays(event);
      expect(prepared).toEqual(checkedFirst);
    }
    for (const none of [null, undefined, 7, 'x', [], () => null]) {
      const [prepared, checkedFirst] = bothWays(none as never);
      expect(prepared).toEqual(checkedFirst);
    }
  });

  it.each([
    ['as deep as may be', nested(limits.depth - 2), undefined],
    ['a level deeper', nested(limits.depth - 1), `nested more than ${limits.depth} levels deep`],
    ['as many members as may be', Array(limits.members - 15).fill(0), undefined],
    ['more members', Array(limits.members).fill(0), `more than ${limits.members} members`],
    ['more characters', 'x'.repeat(limits.characters), `more than ${limits.characters} characters`],
    ['a name that parsing drops', JSON.parse('{"__proto__": 1}'), 'a member of this name'],
  ])('%s is within the limits as everywhere', (_, body, refused) => {
    const [prepared, checkedFirst] = bothWays(noticeOf(body));
    expect(prepared).toEqual(checkedFirst);
    if (refused === undefined) expect(prepared).toHaveProperty('contentHash');
    else expect(prepared).toContain(refused);
  });
});
