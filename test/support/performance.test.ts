import { describe, expect, it } from 'vitest';
import { drawn, pageOf } from '../../scripts/performance.ts';
import type { CurvePoint, Kept } from '../bench/bench.ts';
import { exponentOf } from '../bench/growth/curves.ts';

const points = (exponent: number): readonly CurvePoint[] =>
  [1e3, 1e4, 1e5].map((size) => {
    const computing = 0.001 * (size / 1000) ** exponent;
    return { size, seconds: computing, computing, mb: 100 };
  });

const kept = (name: string, more: Partial<Kept>): Kept => ({
  ...{ name, target: { atMost: 1.1, unit: 'ratio' }, value: 1, detail: 'a | b', held: true },
  ...{ on: '2026-11-30', commit: 'abc1234', ...more },
});

describe('the page of performance', () => {
  it('draws each curve, and tells the others in a table with what was wanted', () => {
    const page = pageOf({
      machine: '2 cores',
      measured: [
        kept('growth: how cost grows with events: all clocks', {
          curve: { of: 'events', points: points(1) },
        }),
        kept('store: an append', {
          held: false,
          value: 0.4,
          target: { atLeast: 0.5, unit: 'ratio' },
        }),
      ],
    });
    expect(page).toContain('](performance/how-cost-grows-with-events-all-clocks.svg)');
    expect(page).toContain('Exponent 1.00 (wanted at most 1.1), of memory 0.00.');
    expect(page).toContain('| an append | **missed** 0.40 | at least 0.5 | a \\| b |');
  });

  it('draws memory beside time, and tells the exponents of both', () => {
    const grown = points(0.5).map((point) => ({ ...point, mb: Math.max(100, point.size / 100) }));
    const name = 'growth: how cost grows with events: all clocks';
    const page = pageOf({
      machine: '2 cores',
      measured: [kept(name, { curve: { of: 'events', points: grown } })],
    });
    expect(page).toContain(', of memory 1.00.');
    const lines = drawn('how cost grows', grown).match(/<polyline points="[^"]*"/g);
    expect(new Set(lines).size).toBe(2);
    expect(drawn('how cost grows', grown)).toContain('>1,000 MB</text>');
  });

  it('draws a straight line where cost grows as a power of size', () => {
    const svg = drawn('how cost grows', points(2));
    const [, line = ''] = /<polyline points="([^"]*)" fill="none" stroke="#1d70b8"/.exec(svg) ?? [];
    const [a, b, c] = line.split(' ').map((pair) => pair.split(',').map(Number));
    expect(b![0]! - a![0]!).toBeCloseTo(c![0]! - b![0]!, 0);
    expect(b![1]! - a![1]!).toBeCloseTo(c![1]! - b![1]!, 0);
    expect(svg).toContain('>100,000</text>');
  });

  it.each([0, 0.5, 1, 2])('tells an exponent of %d', (exponent) => {
    expect(exponentOf(points(exponent))).toBeCloseTo(exponent, 6);
  });
});
