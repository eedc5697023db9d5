import type { Page } from '../page/page.ts';
import { todayView } from './view.ts';

/** What changed, what stands and what comes: the page that a team opens in the morning. */
export const today: Page = {
  address: '/',
  navigation: 'Today',
  words: ['since', 'region', 'authorities', 'weight'],
  template: 'today/today.njk',
  async show({ ask, word, all, links, directory }) {
    const region = word('region');
    const authorities = all('authorities');
    const interest = {
      ...(region === undefined ? {} : { region }),
      ...(authorities.length === 0 ? {} : { authority: [...authorities] }),
    };
    const since = word('since');
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
    return todayView(answer, picture, { ...interest, since, weight }, links, directory);
  },
};
