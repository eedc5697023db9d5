import type { Page } from '../page/page.ts';
import { findingsView } from './view.ts';

/** What reports ask to be improved, across authorities, by topic. */
export const findings: Page = {
  address: '/findings',
  navigation: 'Findings',
  words: ['region', 'topic', 'authority'],
  template: 'findings/findings.njk',
  async show({ ask, word, links }) {
    const wanted = Object.fromEntries(
      ['region', 'topic', 'authority'].flatMap((name) => {
        const value = word(name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    return findingsView(await ask('findings', wanted), wanted, links);
  },
};
