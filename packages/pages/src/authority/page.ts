import { epochDay } from '@monitoring-timeline/core';
import type { Page } from '../page/page.ts';
import { authorityView } from './view.ts';

/** One authority: where it stands, what is due, who leads it, who intervenes, and what comes back. */
export const authority: Page = {
  address: '/authorities/:authority',
  words: ['from', 'to'],
  template: 'authority/authority.njk',
  modules: ['steps'],
  async show({ ask, path, links, asOf, directory, word }) {
    // a name, an alias or a code is as good as our key
    const { key } = directory.resolve(path.authority ?? '', { asOf: epochDay(asOf) });
    const named = { authority: key };
    const standing = await ask('standing', named);
    const before = [];
    for (const { key: earlier, name } of standing.predecessors) {
      before.push({ name, activity: await ask('activity', { authority: earlier }) });
    }
    return authorityView(
      {
        standing,
        before,
        trajectory: await ask('trajectory', named),
        due: await ask('due', named),
        themes: await ask('themes', named),
        activity: await ask('activity', named),
        leadership: await ask('leadership', named),
        interventions: await ask('interventions', named),
        history: await ask('history', named),
      },
      { from: word('from'), to: word('to') },
      links,
    );
  },
};
