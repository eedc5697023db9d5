import { codeWords } from '@monitoring-timeline/core';
import type { Explanation } from '@monitoring-timeline/projections';
import { factAddress } from '../links/facts.ts';
import type { Links } from '../links/links.ts';
import { whyAddress } from '../links/why.ts';
import type { Shown } from '../page/page.ts';
import { dateText } from '../words/dates.ts';
import { disagreementText } from '../words/disagreements.ts';
import { sourceShown } from '../words/sources.ts';
import { capital } from '../words/texts.ts';
import { passageShown } from './passage.ts';

type Answer = Explanation['answers'][number];
type Event = Answer['events'][number];

/** The answer to `explain` as a page: each part of an answer, and what it rests on, to the words of the document. */
export function whyView(
  { authority, question, answers, rules, asOf, knownAt }: Explanation,
  asked: string | undefined,
  links: Links,
): Shown {
  const address = `/authorities/${authority.key}`;
  const says = new Map(rules.map((rule) => [rule.id, rule.says]));
  const name = codeWords(question.replaceAll('-', '_'));
  const [first, another] = answers;
  const what = first && !another && asked !== undefined ? partName(first.field) : name;
  const ids = idsOf(answers);
  const at = (part: string | undefined, days: object) =>
    links.to(`${address}/why/${question}`, { part, ...days });
  return {
    title: `${authority.name}${what === name ? '' : `, ${what}`}: why this ${name}?`,
    model: {
      back: { name: authority.name, href: links.to(address) },
      all: asked === undefined ? null : whyAddress(links, authority.key, question),
      /** Holds the days, so that whoever opens it later finds the same. */
      permanent: at(asked, { asOf, knownAt }),
      asOf: dateText(asOf),
      knownAt: dateText(knownAt),
      json: links.to(`/api${address}/explain/${question}`, { part: asked }),
      empty: 'No answer of this kind rests on anything on record at these days.',
      parts: answers.map(({ field, value, rules: own, events, disagreements }, index) => ({
        id: ids[index],
        field,
        name: capital(partName(field)),
        value: codeWords(value),
        alone: asked === undefined ? at(field, {}) : null,
        rules: own.map((id) => ({ id, says: says.get(id) ?? '' })),
        events: events.map((event) => eventShown(event, authority.key)),
        knownOn:
          asked === undefined
            ? []
            : knownDays(events).map((day) => ({
                day: dateText(day),
                href: at(asked, { knownAt: day }),
              })),
        disagreements: disagreements.map(disagreementText),
      })),
    },
  };
}

/** A part of an answer in words: `areas.help_and_protection` as "help and protection". */
function partName(field: string): string {
  const part = field.replace(/^(?:areas|due|leadership|interventions|indicators)\./, '');
  return codeWords(part.replaceAll('-', '_'));
}

/** Names of the parts in an address: the same whatever other parts there are, but for parts of one name. */
function idsOf(answers: readonly Answer[]): readonly string[] {
  const taken = new Map<string, number>();
  return answers.map(({ field }) => {
    const id = `why-${field.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  });
}

/** The days on which something of an answer became known, the latest first. */
function knownDays(events: readonly Event[]): readonly string[] {
  const days = events
    .map(({ known }) => known.from)
    .filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day));
  return [...new Set(days)].sort().reverse();
}

function eventShown(event: Event, authority: string) {
  return {
    id: event.event,
    repair: factAddress(event.event, authority),
    summary: event.summary,
    ...sourceShown(event),
    corrected: event.correctedBy.length > 0,
    page: event.page,
    passage: passageShown(event, authority),
  };
}
