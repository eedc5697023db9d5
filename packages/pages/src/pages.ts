import { authorities } from './authorities/page.ts';
import { authority } from './authority/page.ts';
import { bringInDecide } from './bring-in/decide-page.ts';
import { bringIn, bringInJob } from './bring-in/page.ts';
import { compare } from './compare/page.ts';
import type { DeskPage } from './desk/desk-page.ts';
import { due } from './due/page.ts';
import { findings } from './findings/page.ts';
import { learned } from './learned/page.ts';
import { log, logEvent, logStreams } from './log/page.ts';
import type { Page } from './page/page.ts';
import { repair } from './repair/page.ts';
import { signIn } from './sign-in/page.ts';
import { status } from './status/page.ts';
import { mails, subscriptions, webhooks } from './subscriptions/page.ts';
import { time } from './time/page.ts';
import { today } from './today/page.ts';
import { tokens } from './tokens/page.ts';
import { why } from './why/page.ts';

/** Every page about the record, in the order of the navigation. */
export const pageList: readonly Page[] = [
  today,
  authorities,
  due,
  findings,
  compare,
  learned,
  authority,
  time,
  why,
];

/** Every page that is made for the one who asks. */
export const deskList: readonly DeskPage[] = [
  signIn,
  subscriptions,
  webhooks,
  mails,
  status,
  tokens,
  bringIn,
  bringInJob,
  bringInDecide,
  repair,
  log,
  logStreams,
  logEvent,
];
