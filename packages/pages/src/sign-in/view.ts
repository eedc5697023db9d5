import type { Shown } from '../page/page.ts';
import { allows, type Right } from '../visit/rights.ts';
import type { Who } from '../visit/visit.ts';
import { instantText } from '../words/dates.ts';
import { counted } from '../words/texts.ts';

interface Signing {
  readonly who: Who | null;
  readonly safe: boolean;
  readonly sessions: number;
  /** Where the visitor wanted to go. */
  readonly to: string | undefined;
  /** True where they have just signed out. */
  readonly out: boolean;
}

const may: readonly { readonly right: Right; readonly text: string }[] = [
  { right: 'reader', text: 'read every page and answer' },
  {
    right: 'editor',
    text: 'bring in documents, decide what waits, put facts right, and set webhooks',
  },
  {
    right: 'admin',
    text: 'give out and revoke tokens, and read what the system and its users did',
  },
];

export function signInView({ who, safe, sessions, to, out }: Signing): Shown {
  if (who === null) {
    return { title: 'Sign in', model: { signedIn: false, safe, to: to ?? '', out } };
  }
  const { name, right, session } = who;
  return {
    title: 'You are signed in',
    model: {
      signedIn: true,
      name,
      right,
      may: may.filter((one) => allows(right, one.right)).map(({ text }) => text),
      session: session && {
        since: instantText(session.since),
        until: instantText(session.until),
        others:
          sessions > 1 ? `${counted(sessions, 'browser')} are signed in with this token.` : '',
      },
    },
  };
}
