import { epochDay } from '@monitoring-timeline/core';
import type { Page } from '../page/page.ts';
import { authorityView } from './view.ts';

/** One authority: where it stands, what is due, who leads it, who intervenes, and what comes back. */
export const authority: Page = {
  address: '/authorities/:authority',
  words: [],
  template: 'authority/authority.njk',
  async show({ ask, path, links, asOf, directory }) {
    // a name, an alias or a code is as good as our key
    const { key } = directory.resolve(path.authority ?? '', { asOf: epochDay(asOf) });
    const named = { authority: key };
    return authorityView(
      {
        standing: await ask('standing', named),
        trajectory: await ask('trajectory', named),
        due: await ask('due', named),
        themes: await ask('themes', named),
        activity: await ask('activity', named),
        leadership: await ask('leadership', named),
        interventions: await ask('interventions', named),
      },
      links,
    );
  },
};
