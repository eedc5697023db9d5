import { type ClaimEvent, codeWords, pointerSteps, readPointer } from '@monitoring-timeline/core';

const parts: Readonly<Record<string, string>> = {
  occurred: 'when it was',
  known: 'when it became public',
};

/** A place of a fact in words: what is said of an area by the name of the area, and what stands in a list by its number, from 1. */
export function placeName(fact: ClaimEvent, pointer: string): string {
  const [part = '', ...steps] = pointerSteps(pointer);
  const own = parts[part];
  const words = (some: readonly string[]) => codeWords(some.join(' '));
  if (own !== undefined) return steps.length === 0 ? own : `${own}, ${words(steps)}`;
  const [list = '', number = '', ...inner] = steps;
  if (list === 'of') return `its inspection or visit, ${words(steps.slice(1))}`;
  if (!/^\d+$/.test(number)) return words(steps);
  const area = readPointer(fact, `/data/${list}/${number}/area`);
  const named =
    typeof area === 'string' && inner.at(-1) !== 'area'
      ? codeWords(area)
      : `${codeWords(list).replace(/s$/, '')} ${Number(number) + 1}`;
  return inner.length === 0 ? named : `${named}, ${words(inner)}`;
}
