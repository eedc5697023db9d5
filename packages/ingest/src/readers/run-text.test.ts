import { describe, expect, it } from 'vitest';
import { RunText } from './run-text.ts';

function taken(run: RunText, text: string): string {
  for (const character of text) run.add(character.codePointAt(0) ?? 0);
  return run.taken();
}

describe('the text of a run', () => {
  it('is what its characters mean, and begins anew when it was taken', () => {
    const run = new RunText();
    expect(taken(run, 'Inspection of Kent')).toBe('Inspection of Kent');
    expect(taken(run, 'Zo\u00eb\u2019s o\ufb03ce \u2013 \u00a3 5\u00a0m \u{1f600}.')).toBe(
      'Zo\u00eb\u2019s office \u2013 \u00a3 5 m \u{1f600}.',
    );
    expect(taken(run, 're\u00adport')).toBe('report');
    expect(run.taken()).toBe('');
  });

  it('may be longer than any usual run', () => {
    const long = 'children and families '.repeat(100);
    expect(taken(new RunText(), `${long}\u2022 ${long}`)).toBe(`${long}\u2022 ${long}`);
  });
});
