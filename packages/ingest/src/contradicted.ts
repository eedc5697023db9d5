import { type ClaimEvent, codeWords, readPointer } from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import type { AskedCorrections } from './corrections.ts';
import type { Problem } from './proposal.ts';

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return codeWords(value);
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  if (typeof value !== 'object') return String(value);
  const { from, to, grade, person } = value as Readonly<Record<string, unknown>>;
  if (typeof grade === 'string') return shown(grade);
  if (typeof from === 'string') return typeof to === 'string' ? `${from} to ${to}` : from;
  return typeof person === 'string' ? 'another person' : 'something else';
}

/** What a place of a claim is called: the area of a judgement, the last word of the way there. */
function named(present: ClaimEvent, pointer: string, value: unknown): string {
  const { area } = (value ?? {}) as { readonly area?: unknown };
  if (typeof area === 'string') return codeWords(area);
  const last = pointer.split('/').findLast((part) => !/^\d+$/.test(part)) ?? '';
  const report = present.type === 'ReportPublished' ? 'day of publication' : 'days';
  return last === 'occurred' ? report : last.replace(/(?=[A-Z])/g, ' ').toLowerCase();
}

/** The question about a reading that says otherwise than its source's claim on record: that stays until a person agrees. */
export function askedOf({ present, corrections }: AskedCorrections, locator: string): Problem {
  const told = corrections.flatMap(({ data }) => {
    if (!('pointer' in data)) return [];
    const { pointer, value } = data;
    const had = readPointer(present, pointer);
    return `${named(present, pointer, value ?? had)} (on record ${shown(had)}, here ${shown(value)})`;
  });
  return {
    reason: 'reading_contradicts',
    message: `This reading is against what is on record from the same source ("${present.source.title}"): ${told.join('; ')}. What is on record stays. Look at the passage, and accept this where the reading is right.`,
    locator,
    // the same reading asks the same question on whatever day
    given: canonicalize(
      corrections.map(({ data }) => {
        const { why: _, ...said } = data as { readonly why?: string };
        return said;
      }),
    ),
    claims: corrections,
  };
}
