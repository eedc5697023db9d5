import type { Page } from '../page/page.ts';
import { compareView, nobodyNamed } from './view.ts';

/** Up to six authorities on the same axes, or one beside its statistical neighbours and its region. */
export const compare: Page = {
  address: '/compare',
  navigation: 'Compare',
  words: ['authorities'],
  template: 'compare/compare.njk',
  async show({ ask, all, links }) {
    const named = all('authorities');
    if (named.length === 0) return nobodyNamed(links);
    const peers = named.length === 1;
    const answer = await ask('compare', {
      authorities: named.map((one) => one.trim()),
      ...(peers ? { peers } : {}),
    });
    const sides = [];
    for (const { authority } of answer.authorities) {
      const own = { authority: authority.key };
      sides.push({
        authority,
        trajectory: await ask('trajectory', own),
        activity: await ask('activity', own),
        themes: await ask('themes', own),
      });
    }
    return compareView(answer, sides, links);
  },
};
