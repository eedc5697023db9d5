import type { Page } from '../page/page.ts';
import { dueView } from './view.ts';

/** Every clock that runs: what the law asks apart from what is usual. */
export const due: Page = {
  address: '/due',
  navigation: 'Due',
  words: ['region', 'rule', 'status'],
  template: 'due/due.njk',
  async show({ ask, word, links }) {
    const wanted = Object.fromEntries(
      ['region', 'rule', 'status'].flatMap((name) => {
        const value = word(name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    return dueView(await ask('due', wanted), wanted, links);
  },
};
