import { addMonths, epochDay, isoDay } from '@monitoring-timeline/core';
import type { Page } from '../page/page.ts';
import { learnedView, type StandingsTwice } from './view.ts';

/** How far the first day lies back where none is given: of one authority, and of many. */
const monthsBack = { one: 12, many: 3 } as const;

/** What was believed by the end of one day, what by the end of another, and which events taught the difference. */
export const learned: Page = {
  address: '/learned',
  navigation: 'Learned',
  words: ['from', 'to', 'region', 'authority'],
  template: 'learned/learned.njk',
  async show({ ask, askAt, word, links, directory, dates, knownAt }) {
    const region = word('region');
    const named = word('authority');
    const asOf = dates.asOf === undefined ? undefined : epochDay(dates.asOf);
    const authority = named && directory.resolve(named, { asOf }).key;
    const to = word('to') ?? knownAt;
    const back = authority === undefined ? monthsBack.many : monthsBack.one;
    // a day that is none is refused by the question, in its words
    const given = word('from');
    const from = given ?? (isDay(to) ? isoDay(addMonths(epochDay(to), -back)) : to);
    const answer = await ask('diff', {
      from,
      to,
      ...(region === undefined ? {} : { region }),
      ...(authority ? { authority } : { summary: true }),
    });
    let standings: StandingsTwice | undefined;
    if (authority) {
      const at = (day: string) =>
        askAt({ asOf: dates.asOf ?? day, knownAt: day }, 'standing', { authority });
      standings = { first: await at(answer.from), second: await at(answer.to) };
    }
    return learnedView(answer, standings, { region, authority }, links, directory);
  },
};

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
