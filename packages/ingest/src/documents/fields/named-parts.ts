import { monthPattern } from '@monitoring-timeline/core';
import type { Flow, Found } from '../flow.ts';
import type { Read } from '../reading.ts';
import { readDay } from './dates.ts';
import { nameIn } from './people.ts';

/** A whole day as papers of offices print it, "this 3rd day of April 2017" too. A source for patterns, without a group. */
export const dayPattern = String.raw`(?:this\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?:${monthPattern})\s*,?\s+(?:19|20)\d{2}|\d{1,2}/\d{1,2}/(?:19|20)\d{2}`;

/** Two to four words with capitals, a form of address before them. A source for patterns with the flag `u` and without `i`. */
export const namePattern = String.raw`(?:(?:Sir|Dame|Dr|Mr|Mrs|Ms|Miss|Professor|Prof|Cllr|Councillor)\.?\s+)?(?<![\p{L}])\p{Lu}[\p{L}'\u2018\u2019-]{1,30}(?:\s+\p{Lu}[\p{L}'\u2018\u2019.-]{0,30}){1,3}`;

/** The same on one line: what stands on the line before or after is another part of a head or list. */
export const nameOnLine = namePattern.replaceAll(String.raw`\s+`, String.raw`[^\S\n]+`);

/** Honours behind a name are no part of it. */
const honours = /(?:,?\s+(?:OBE|CBE|MBE|DBE|KBE|QPM|KC|QC))+$/;

/** The first whole day behind some words; `label` is a source for patterns. */
export function dayBehind(flow: Flow, label: string, from = 0): Read<string> | undefined {
  const found = flow.find(
    new RegExp(String.raw`(?:${label})[\s:.,\u2013-]*(?:\w+day,?\s+)?(${dayPattern})`, 'i'),
    from,
  );
  return found && dayIn(found);
}

/** Every whole day behind some words, in their order. */
export function daysBehind(flow: Flow, label: string): readonly Read<string>[] {
  return flow
    .findAll(
      new RegExp(String.raw`(?:${label})[\s:.,\u2013-]*(?:\w+day,?\s+)?(${dayPattern})`, 'i'),
    )
    .flatMap((found) => dayIn(found) ?? []);
}

/**
 * The first whole day behind a label at the beginning of a line, "Dated 3 April 2017". A label has a capital or a colon: without
 * either it is the rest of a sentence that broke there, "revokes the direction / dated 4 May 2015".
 */
export function dayLabelled(flow: Flow, labels: string): Read<string> | undefined {
  const form = new RegExp(
    String.raw`(?:^|\n)[ \t]*(${labels})[\s:.,\u2013-]*(?:\w+day,?\s+)?(${dayPattern})`,
    'i',
  );
  const found = flow
    .findAll(form)
    .find(({ text, groups }) => /^\p{Lu}/u.test(groups[0] ?? '') || text.includes(':'));
  return found && dayIn(found);
}

function dayIn(found: Found): Read<string> | undefined {
  const day = readDay((found.groups.at(-1) ?? '').replace(/\bday of /i, ''));
  return day ? { value: day, locators: found.locators, confidence: 'high' } : undefined;
}

/** The first whole day that stands alone on a line, before `to`. */
export function dayAlone(flow: Flow, to: number): Read<string> | undefined {
  const found = flow.find(
    new RegExp(String.raw`(?:^|\n)\s*(?:\w+day,?\s+)?(${dayPattern})\s*(?:\n|$)`, 'i'),
  );
  return found && found.index < to ? dayIn(found) : undefined;
}

/** A name that a pattern caught in its first group, with where it stands; undefined where it is none. */
export function nameFound(
  found: Found | undefined,
): { readonly name: string; readonly locators: Found['locators'] } | undefined {
  const printed = (found?.groups[0] ?? '').replace(/^(?:Councillor|Cllr)\.?\s+/, '');
  const name = nameIn(printed.replace(honours, ''));
  return found && name ? { name, locators: found.locators } : undefined;
}
