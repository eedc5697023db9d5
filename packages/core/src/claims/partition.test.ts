import { describe, expect, it } from 'vitest';
import { Partition } from './partition.ts';

describe('a partition', () => {
  it('begins with everything by itself', () => {
    const partition = new Partition(3);
    expect(partition.groups()).toEqual([[0], [1], [2]]);
  });

  it('joins what is joined to the same, in whatever order, under the smallest', () => {
    const partition = new Partition(6);
    expect(partition.join(5, 4)).toBe(true);
    expect(partition.join(3, 4)).toBe(true);
    expect(partition.join(1, 5)).toBe(true);
    expect(partition.groups()).toEqual([[0], [1, 3, 4, 5], [2]]);
    expect([1, 3, 4, 5].map((index) => partition.rootOf(index))).toEqual([1, 1, 1, 1]);
  });

  it('lists groups by their smallest member', () => {
    const partition = new Partition(4);
    partition.join(0, 3);
    partition.join(1, 2);
    expect(partition.groups()).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });

  it('calls joining what is joined already done', () => {
    const partition = new Partition(2);
    partition.join(0, 1);
    expect(partition.join(1, 0)).toBe(true);
    expect(partition.groups()).toEqual([[0, 1]]);
  });

  it.each([
    ['as it was said', 0, 1],
    ['the other way round', 1, 0],
  ])('refuses to join what must stay apart, %s', (_, a, b) => {
    const partition = new Partition(3);
    partition.keepApart(0, 1);
    expect(partition.join(a, b)).toBe(false);
    expect(partition.groups()).toEqual([[0], [1], [2]]);
  });

  it('refuses a join by way of a third that would unite what must stay apart', () => {
    const partition = new Partition(4);
    partition.keepApart(0, 3);
    expect(partition.join(0, 1)).toBe(true);
    expect(partition.join(2, 3)).toBe(true);
    expect(partition.join(1, 2)).toBe(false);
    expect(partition.join(2, 1)).toBe(false);
    expect(partition.groups()).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('still joins a part of what must stay apart with anything else', () => {
    const partition = new Partition(4);
    partition.keepApart(0, 1);
    expect(partition.join(0, 2)).toBe(true);
    expect(partition.join(1, 3)).toBe(true);
    expect(partition.groups()).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('asks of both that must stay apart, not of one of them', () => {
    const partition = new Partition(3);
    partition.keepApart(2, 1);
    partition.keepApart(1, 2);
    expect(partition.join(0, 2)).toBe(true);
    expect(partition.groups()).toEqual([[0, 2], [1]]);
  });

  it('keeps together what was joined before somebody kept it apart', () => {
    const partition = new Partition(3);
    partition.join(0, 1);
    partition.keepApart(0, 1);
    expect(partition.join(1, 2)).toBe(true);
    expect(partition.groups()).toEqual([[0, 1, 2]]);
  });

  it('keeps all of some groups apart from each other, and none from anything else', () => {
    const partition = new Partition(6);
    partition.join(0, 1);
    partition.keepAllApart([0, 1, 2, 3]);
    expect(partition.join(0, 2)).toBe(false);
    expect(partition.join(4, 3)).toBe(true);
    expect(partition.join(4, 1)).toBe(false);
    expect(partition.join(5, 0)).toBe(true);
    expect(partition.groups()).toEqual([[0, 1, 5], [2], [3, 4]]);
  });

  it('remembers through any number of joins what must stay apart', () => {
    const partition = new Partition(8);
    partition.keepApart(0, 4);
    partition.keepApart(0, 5);
    partition.keepApart(1, 6);
    for (const [a, b] of [
      [0, 1],
      [4, 5],
      [2, 0],
      [5, 7],
    ] as const)
      partition.join(a, b);
    expect(partition.join(2, 7)).toBe(false);
    expect(partition.join(6, 2)).toBe(false);
    expect(partition.join(6, 7)).toBe(true);
    expect(partition.join(3, 6)).toBe(true);
    expect(partition.join(3, 1)).toBe(false);
  });
});
