import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

describe('turns', () => {
  it('let work on one thing follow each other, in order, also after one that failed', async () => {
    const turns = new Turns();
    const done: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        done.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        done.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const [one, two, three] = [
      turns.take('a', work('one')),
      turns.take('a', work('two', true)),
      turns.take('a', work('three')),
    ];
    await expect(two).rejects.toThrow('two');
    expect(await Promise.all([one, three])).toEqual(['one', 'three']);
    expect(done).toEqual(
      ['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  it('let work on different things go on side by side, and begin at once', () => {
    const turns = new Turns();
    const begun: string[] = [];
    const never = (name: string) => () => {
      begun.push(name);
      return new Promise<never>(() => {});
    };
    void turns.take('a', never('a'));
    void turns.take('b', never('b'));
    void turns.take('a', never('a again'));
    expect(begun).toEqual(['a', 'b']);
  });
});
