import type { Page } from '../page/page.ts';
import { todayView } from './view.ts';

/** What changed, what stands and what comes: the page that a team opens in the morning. */
export const today: Page = {
  address: '/',
  navigation: 'Today',
  words: ['since', 'region', 'authorities', 'weight'],
  template: 'today/today.njk',
  modules: ['visits'],
  asksLastVisit: true,
  async show({ ask, word, all, links, directory, lastVisit, dateWords }) {
    const region = word('region');
    const authorities = all('authorities');
    const interest = {
      ...(region === undefined ? {} : { region }),
      ...(authorities.length === 0 ? {} : { authority: [...authorities] }),
    };
    const aboutToday = dateWords.asOf === undefined && dateWords.knownAt === undefined;
    const visit = word('since') === undefined && aboutToday ? lastVisit : undefined;
    const since = word('since') ?? visit;
    const weight = word('weight');
    const answer = await ask('today', {
      ...interest,
      ...(since === undefined ? {} : { since }),
      ...(weight === undefined ? {} : { weight: weight as never }),
    });
    const picture =
      authorities.length === 0
        ? await ask('picture', region === undefined ? {} : { region })
        : undefined;
    return todayView(answer, picture, { ...interest, since, visit, weight }, links, directory);
  },
};
