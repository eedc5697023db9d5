import type { Token, TokenState } from '@monitoring-timeline/service';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted, dateText } from './words.ts';

/** A token beside how it stands and when it was used last. */
export type TokenShown = Token & {
  readonly state: TokenState;
  readonly lastUsed: string | null;
};

/** What to do with a token that was just created. */
export function showToken({ id, role, expires }: Token): string {
  return [
    `The token above is shown this once: keep it where secrets are kept. Its role is ${role}, and it is good to the end of ${dayText(expires)}.`,
    'Send it as a header: Authorization: Bearer TOKEN.',
    `Take it back with \`timeline token revoke ${id}\`.`,
  ].join('\n');
}

/** Every token that was given out, without its secret. */
export function showTokens(tokens: readonly TokenShown[], terminal: Terminal): void {
  const page = new Page(terminal);
  page.title('Tokens');
  page.text(`${counted(tokens.length, 'token')}. Create one with \`timeline token create\`.`);
  if (tokens.length > 0) {
    page.blank().table(
      [
        { head: 'Id' },
        { head: 'Name', gives: true },
        { head: 'Role' },
        { head: 'State' },
        { head: 'Expires' },
        { head: 'Last used' },
        { head: 'Created by', gives: true },
      ],
      tokens.map(({ id, name, role, state, expires, lastUsed, createdBy }) => [
        id,
        name ?? '-',
        role,
        state,
        dayText(expires),
        lastUsed === null ? '-' : lastUsed.slice(0, 16).replace('T', ' '),
        createdBy,
      ]),
    );
  }
  page.write();
}

function dayText(instant: string): string {
  return dateText(instant.slice(0, 10));
}
