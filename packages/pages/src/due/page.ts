import { ownList } from '../page/own-list.ts';
import type { Page } from '../page/page.ts';
import { dueView } from './view.ts';

const choices = ['region', 'rule', 'status', 'certainty'] as const;

/** Every clock that runs: what the law asks apart from what is usual. */
export const due: Page = {
  address: '/due',
  navigation: 'Due',
  words: [...choices, 'authorities'],
  template: 'due/due.njk',
  async show(asking) {
    const { ask, word, links, directory, policy } = asking;
    const authorities = ownList(asking);
    const wanted = {
      ...Object.fromEntries(choices.map((name) => [name, word(name)])),
      ...(authorities.length === 0 ? {} : { authorities: [...authorities] }),
    };
    return dueView(await ask('due', wanted), wanted, { links, directory, policy });
  },
};
