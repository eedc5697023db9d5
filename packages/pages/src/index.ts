export { isPageWanted } from './links/page-wanted.ts';
export type { PagesHost } from './page/host.ts';
export { pages } from './plugin.ts';
export { problemPage, type RightLacked } from './problem/problem-page.ts';
export type * from './visit/bring-in.ts';
export type { EventShown, LogDesk, LoggedEvent, LogPage, LogWanted } from './visit/log.ts';
export type { TokenShown, TokensDesk } from './visit/tokens.ts';
export type { SigningDesk, Visit, Who } from './visit/visit.ts';
