import { monthNumber, monthPattern } from '@monitoring-timeline/core';
import type { PreviousRead, Read } from '../reading.ts';
import { isoDay, readDay } from './dates.ts';
import { type Letter, openingLength } from './letter.ts';

const ordinals =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth'.split('|');
const ordinal = String.raw`(${ordinals.join('|')}|\d{1,2}(?:st|nd|rd|th))`;

const forms: readonly RegExp[] = [
  new RegExp(
    String.raw`\b${ordinal}\s+(?:(?:published|formal)\s+)?(?:(?:quarterly\s+)?monitoring\s+)?(?:visit\s+)?since\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:was|is)\s+(?:the\s+|(?:y?our)\s+)?${ordinal}\s+(?:monitoring\s+)?visit\b`,
    'i',
  ),
  new RegExp(String.raw`\b${ordinal}\s+monitoring\s+visit\b`, 'i'),
];

function numberOf(word: string): number {
  const index = ordinals.indexOf(word.toLowerCase());
  return index >= 0 ? index + 1 : Number.parseInt(word, 10);
}

const publishedOn = new RegExp(
  String.raw`\bpublished\s+(?:on|in)\s+((?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:${monthPattern})\s+(?:19|20)\d{2})`,
  'i',
);
const judgedOn = new RegExp(
  String.raw`\b(?:judged|inspection|inspected|inadequate)\b[\s\S]{0,160}?\b(?:on|in)\s+((?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:${monthPattern})\s+(?:19|20)\d{2})`,
  'i',
);

/** A day or a month as ISO. */
function dayOrMonth(printed: string): string | undefined {
  const day = readDay(printed);
  if (day) return day;
  const [month = '', year = ''] = printed.split(/\s+/).slice(-2);
  const number = monthNumber(month);
  return number ? isoDay(Number(year), number, 1)?.slice(0, 7) : undefined;
}

export interface SequenceReading {
  readonly sequence?: Read<number> | undefined;
  /** Publication of the report that the numbers count from; of its judgement or inspection where the letter tells only that. */
  readonly since?: Read<string> | undefined;
  /** The inspection that the visits follow up, as the letter restates it. */
  readonly previous?: Read<PreviousRead> | undefined;
}

function restated(
  sentence: string,
  since: Read<string> | undefined,
  published: boolean,
): Read<PreviousRead> | undefined {
  if (!/\bjudged\s+(?:to\s+be\s+|as\s+)?(?:overall\s+)?inadequate\b/i.test(sentence))
    return undefined;
  const overall = /\boverall\b/i.test(sentence);
  return {
    value: {
      when: since?.value,
      what: published ? 'published' : 'not_said',
      judgements: overall ? [{ area: 'overall', grade: 'inadequate' }] : [],
    },
    locators: since?.locators ?? [],
    confidence: published ? 'high' : 'medium',
    note: overall ? undefined : 'the letter does not say which area was judged',
  };
}

/** Which visit since which report: numbers begin again with each inadequate judgement. */
export function readVisitSequence(letter: Letter): SequenceReading {
  const { body } = letter;
  const found = forms
    .map((form) => body.find(form))
    .find((match) => match && match.index < openingLength);
  if (!found) return {};
  const number = numberOf(found.groups[0] ?? '');
  const sequence: Read<number> = { value: number, locators: found.locators, confidence: 'high' };
  const sentence = /^[\s\S]*?\.(?=\s|$)/.exec(body.text.slice(found.index))?.[0] ?? '';
  const published = publishedOn.exec(sentence);
  const told = published ?? judgedOn.exec(sentence);
  const value = told?.[1] ? dayOrMonth(told[1].replace(/\s+/g, ' ')) : undefined;
  if (!told || !value) return { sequence, previous: restated(sentence, undefined, false) };
  const end = found.index + told.index + told[0].length;
  const since: Read<string> = {
    value,
    locators: body.locate(end - (told[1]?.length ?? 0), end),
    // the month of the inspection is not that of its report: never taken for it without a person
    confidence: published ? 'high' : 'low',
    note: published
      ? undefined
      : 'the letter tells when it was judged, not when that was published',
  };
  return { sequence, since, previous: restated(sentence, since, published !== null) };
}
