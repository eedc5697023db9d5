export { isPageWanted } from './links/page-wanted.ts';
export type { PagesHost } from './page/host.ts';
export { pages } from './plugin.ts';
export { problemPage } from './problem/problem-page.ts';
