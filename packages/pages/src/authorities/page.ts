import { epochDay } from '@monitoring-timeline/core';
import { WrongCall } from '@monitoring-timeline/projections';
import type { Asking, Page } from '../page/page.ts';
import { filterNames, sorts } from './choice.ts';
import { authoritiesView } from './view.ts';

/** How many authorities a list of one's own may name. */
const most = 200;

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
    const board =
      named.length === 0
        ? await ask('board', regional)
        : (await Promise.all(named.map((key) => ask('board', { authority: key })))).flat();
    const listed =
      where === undefined ? undefined : await ask('list', { ...regional, where: [where] });
    const wanted = listed && new Set(listed.map(({ authority }) => authority.key as string));
    const rows = [];
    for (const row of board) {
      const { key } = row.authority;
      if (wanted && !wanted.has(key)) continue;
      rows.push({
        board: row,
        standing: await ask('standing', { authority: key }),
        trajectory: await ask('trajectory', { authority: key }),
      });
    }
    const filters = filterNames.filter(isSet);
    return authoritiesView(
      rows,
      { region, where, sort, filters, authorities: named, asOf: epochDay(asOf) },
      links,
      directory,
    );
  },
};

/** The authorities that an address names, as keys. @throws UnknownAuthority, AmbiguousAuthority, WrongCall */
function ownList({ all, directory, asOf }: Asking): readonly string[] {
  const named = all('authorities');
  if (named.length > most) {
    throw new WrongCall(`authorities names more than ${most}. Name fewer, or a region.`, {
      parameter: 'authorities',
    });
  }
  return [...new Set(named.map((one) => directory.resolve(one, { asOf: epochDay(asOf) }).key))];
}
