import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reported } from '../testing/claims.ts';
import { InvalidEvent, validateForAppend, validateLogged } from './catalogue.ts';
import { excessIn, limits } from './limits.ts';

/** Lists within lists, so many levels. */
function nested(levels: number): unknown {
  return JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);
}

const notice = (body: unknown) => ({
  id: '5e0a2f0e-0000-4000-8000-000000000001',
  type: 'NoticeIssued',
  version: 1,
  actor: { kind: 'program', name: 'a test' },
  at: '2026-01-01T00:00:00Z',
  data: { notice: 'n', kind: 'sample', body },
});

function refusal(event: unknown): InvalidEvent {
  try {
    validateForAppend(event);
  } catch (error) {
    if (error instanceof InvalidEvent) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('a value from outside', () => {
  it('may be nested to the limit and no deeper, however deep it is', () => {
    expect(excessIn(nested(limits.depth))).toBeUndefined();
    for (const levels of [limits.depth + 1, 999, 1900, 100_000]) {
      expect(excessIn(nested(levels))?.reason).toContain('64 levels');
    }
  });

  it('may hold so many members and characters and no more, wherever they stand', () => {
    expect(excessIn(Array(limits.members).fill(0))).toBeUndefined();
    expect(excessIn({ a: [...Array(limits.members).fill(0)] })?.reason).toContain('members');
    expect(excessIn({ a: 'x'.repeat(limits.characters - 1) })).toBeUndefined();
    expect(excessIn({ a: ['x'.repeat(limits.characters)] })).toMatchObject({
      place: '/a/0',
      reason: expect.stringContaining('characters'),
    });
  });

  it('is told by a place that leads there, whatever its members are called', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (names) => {
        const wrapped = names
          .filter((name) => name !== '__proto__')
          .reduceRight<unknown>(
            (inner, name) => ({ [name]: inner }),
            JSON.parse('{"__proto__":1}'),
          );
        const { place } = excessIn(wrapped)!;
        const steps = place
          .slice(1)
          .split('/')
          .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
        expect(steps).toEqual([...names.filter((name) => name !== '__proto__'), '__proto__']);
      }),
    );
  });
});

describe('an event', () => {
  it.each([65, 999, 1500, 1900])(
    'of %i levels is refused before anything reads it, and its place is named',
    (levels) => {
      const { message, details } = refusal(notice(nested(levels)));
      expect(message).toContain('nested more than 64 levels deep');
      expect(details).toMatchObject({
        issues: [{ place: expect.stringMatching(/^\/data\/body\/0/) }],
      });
    },
  );

  it('that a log holds already is not called broken for it', () => {
    expect(validateLogged(notice(nested(900)))).toMatchObject({ type: 'NoticeIssued' });
    expect(() => validateLogged({ ...notice(1), type: 'Unheard' })).toThrow(InvalidEvent);
  });

  it('of the record lies far within the limits', () => {
    expect(excessIn(reported({ overall: 'good' }))).toBeUndefined();
  });
});
