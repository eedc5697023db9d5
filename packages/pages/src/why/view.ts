import type { Explanation } from '@monitoring-timeline/projections';
import type { Links } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import { dateText } from '../words/dates.ts';
import { capital, plain } from '../words/texts.ts';

type Event = Explanation['answers'][number]['events'][number];

/** The answer to `explain` as a page: each part of an answer, and what it rests on. */
export function whyView({ authority, question, answers, rules }: Explanation, links: Links): Shown {
  const address = `/authorities/${authority.key}`;
  const says = new Map(rules.map((rule) => [rule.id, rule.says]));
  return {
    title: `${authority.name}: why this ${plain(question).replaceAll('-', ' ')}?`,
    model: {
      back: { name: authority.name, href: links.to(address) },
      json: links.to(`/api${address}/explain/${question}`),
      empty: 'No answer of this kind rests on anything on record at these days.',
      parts: answers.map(({ field, value, rules: ids, events, disagreements }, index) => ({
        id: `part-${index + 1}`,
        field,
        name: capital(plain(field.replace(/^areas\./, ''))),
        value: plain(value),
        rules: ids.map((id) => ({ id, says: says.get(id) ?? '' })),
        events: events.map(eventShown),
        disagreements: disagreements.map((one) => ({
          text: `${one.publisher}, ${one.title}, says ${typeof one.value === 'string' ? plain(one.value) : JSON.stringify(one.value)} (${plain(one.field)})`,
          settled: plain(one.settledBy),
        })),
      })),
    },
  };
}

function eventShown(event: Event) {
  const { summary, publisher, title, edition, locator, url, known, rank, correctedBy } = event;
  return {
    id: event.event,
    summary,
    document: [publisher, title, edition === null ? '' : `edition of ${edition}`]
      .filter(Boolean)
      .join(', '),
    place: locator,
    url: url !== null && /^https?:\/\//i.test(url) ? url : null,
    rank: plain(rank),
    known: `${dateText(known.from)} (${plain(known.basis)})`,
    later:
      event.documentPublic === false
        ? 'The fact was public by then; this document came out later.'
        : '',
    corrected: correctedBy.length > 0,
  };
}
