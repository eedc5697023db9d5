import { epochDay } from '@monitoring-timeline/core';
import { WrongCall } from '@monitoring-timeline/projections';
import { ownList } from '../page/own-list.ts';
import type { Page } from '../page/page.ts';
import { filterNames, sorts } from './choice.ts';
import { authoritiesView } from './view.ts';

/** One row an authority: of England, of a region, or of a list of one's own. */
export const authorities: Page = {
  address: '/authorities',
  navigation: 'Authorities',
  words: ['region', 'authorities', 'where', 'sort', ...filterNames],
  template: 'authorities/authorities.njk',
  async show(asking) {
    const { ask, word, isSet, links, directory, asOf } = asking;
    const region = word('region');
    const where = word('where');
    const sort = sorts.find((one) => one === (word('sort') ?? 'name'));
    if (sort === undefined) {
      throw new WrongCall(`sort is not one of ${sorts.join(', ')}. Write for example sort=name.`, {
        parameter: 'sort',
      });
    }
    const named = ownList(asking);
    const regional = region === undefined ? {} : { region };
    const board = await ask('board', {
      ...regional,
      ...(named.length === 0 ? {} : { authorities: [...named] }),
    });
    const listed =
      where === undefined ? undefined : await ask('list', { ...regional, where: [where] });
    const wanted = listed && new Set(listed.map(({ authority }) => authority.key as string));
    const rows = wanted ? board.filter(({ authority }) => wanted.has(authority.key)) : board;
    const filters = filterNames.filter(isSet);
    return authoritiesView(
      rows,
      { region, where, sort, filters, authorities: named, asOf: epochDay(asOf) },
      links,
      directory,
    );
  },
};
