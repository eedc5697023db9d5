import type { Shown } from '../page/page.ts';
import type { TokenShown } from '../visit/tokens.ts';
import type { Fields } from '../visit/visit.ts';
import { instantText } from '../words/dates.ts';
import { counted } from '../words/texts.ts';

/** Longest that a token made on the page is good for. */
export const longestDays = 1095;

interface Told {
  /** A token that was just made; without its text where that was told before. */
  readonly secret: { readonly id: string; readonly text: string | undefined } | undefined;
  readonly revoked: string | undefined;
  readonly sent: Fields | undefined;
}

const roles = [
  { value: 'reader', text: 'Reader: reads' },
  { value: 'editor', text: 'Editor: writes facts, decides, sets webhooks' },
  { value: 'admin', text: 'Admin: also gives out tokens' },
] as const;

const states = { valid: 'Valid', revoked: 'Revoked', expired: 'Expired' } as const;

/** Tokens, the valid ones first, then the latest. */
export function tokensView(tokens: readonly TokenShown[], { secret, revoked, sent }: Told): Shown {
  const order = (one: TokenShown) => (one.state === 'valid' ? 0 : 1);
  const rows = tokens
    .toReversed()
    .sort((a, b) => order(a) - order(b))
    .map((one) => ({
      id: one.id,
      name: one.name ?? 'no name',
      role: one.role,
      state: states[one.state],
      valid: one.state === 'valid',
      made: `${instantText(one.created)}, by ${one.createdBy}`,
      ends:
        one.revoked === null
          ? instantText(one.expires)
          : `revoked ${instantText(one.revoked)}${one.revokedBy === null ? '' : `, by ${one.revokedBy}`}`,
      used: one.lastUsed === null ? 'never' : instantText(one.lastUsed),
    }));
  const valid = rows.filter((row) => row.valid).length;
  return {
    title: 'Tokens',
    model: {
      rows,
      caption: `${counted(rows.length, 'token')}, of which ${valid} ${valid === 1 ? 'is' : 'are'} valid`,
      secret,
      revoked:
        revoked === undefined
          ? ''
          : `Token ${revoked} is revoked. It is refused from now on, and so are sessions that began with it.`,
      name: sent?.get('name') ?? '',
      days: sent?.get('days') ?? '90',
      roles: roles.map((one) => ({
        ...one,
        chosen: (sent?.get('role') ?? 'reader') === one.value,
      })),
      longestDays,
    },
  };
}
