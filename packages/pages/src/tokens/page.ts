import { WrongCall } from '@monitoring-timeline/projections';
import type { DeskPage } from '../desk/desk-page.ts';
import { type Right, rights } from '../visit/rights.ts';
import type { Fields } from '../visit/visit.ts';
import { longestDays, tokensView } from './view.ts';

/** Who may enter, given out and taken back. */
export const tokens: DeskPage = {
  address: '/tokens',
  access: 'admin',
  words: ['made', 'revoked'],
  template: 'tokens/tokens.njk',
  async show({ visit, word, sent }) {
    const made = word('made');
    return tokensView(await visit.tokens.all(), {
      secret: made === undefined ? undefined : { id: made, text: visit.tokens.secret(made) },
      revoked: word('revoked'),
      sent,
    });
  },
  forms: {
    async make({ visit, fields }) {
      const id = await visit.tokens.make({
        name: nameIn(fields),
        role: roleIn(fields),
        days: daysIn(fields),
      });
      return `/tokens?made=${encodeURIComponent(id)}`;
    },
    async revoke({ visit, fields }) {
      const id = fields.get('id') ?? '';
      await visit.tokens.revoke(id);
      return `/tokens?revoked=${encodeURIComponent(id)}`;
    },
  },
};

/** As long as the log takes one. */
const longestName = 200;

function nameIn(fields: Fields): string {
  const name = fields.get('name');
  if (name !== undefined && name.length <= longestName) return name;
  throw new WrongCall(`Say what the token is for, in no more than ${longestName} characters.`, {
    parameter: 'name',
  });
}

function roleIn(fields: Fields): Right {
  const given = fields.get('role');
  const found = rights.find((right) => right === given);
  if (found) return found;
  throw new WrongCall('Choose what the token allows.', { parameter: 'role' });
}

function daysIn(fields: Fields): number {
  const days = Number(fields.get('days'));
  if (Number.isInteger(days) && days >= 1 && days <= longestDays) return days;
  throw new WrongCall(`A token is good for 1 to ${longestDays} days. Give a whole number.`, {
    parameter: 'days',
  });
}
