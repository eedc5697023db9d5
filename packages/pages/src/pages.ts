import { authorities } from './authorities/page.ts';
import { authority } from './authority/page.ts';
import { due } from './due/page.ts';
import { findings } from './findings/page.ts';
import type { Page } from './page/page.ts';
import { today } from './today/page.ts';
import { why } from './why/page.ts';

/** Every page, in the order of the navigation. */
export const pageList: readonly Page[] = [today, authorities, due, findings, authority, why];
