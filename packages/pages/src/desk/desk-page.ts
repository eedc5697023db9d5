import type { Shown } from '../page/page.ts';
import type { FilesSent } from '../visit/bring-in.ts';
import type { Fields, Visit } from '../visit/visit.ts';

/** What a page of the desk is shown with. */
export interface DeskAsking {
  readonly visit: Visit;
  /** The word as it was written last; undefined where it is absent or empty. */
  word(name: string): string | undefined;
  all(name: string): readonly string[];
  readonly path: Readonly<Record<string, string>>;
  /** What was sent and could not be done, to be filled in again. */
  readonly sent?: Fields;
  /** What came of trying something out. */
  readonly tried?: unknown;
}

/** What a form asks for. */
export interface FormSent {
  readonly visit: Visit;
  readonly fields: Fields;
  readonly path: Readonly<Record<string, string>>;
  /** The same whenever this form is carried out again, and no other's: to make ids of. */
  readonly command: string;
  /** Files that came with it, where the page takes any. */
  readonly files?: FilesSent;
}

/**
 * A page for whoever has a right: made for the one who asks, never kept, and at home to forms. What a form does is carried out once; then
 * the browser is led on, so that loading again does nothing again.
 */
export interface DeskPage {
  readonly address: string;
  /** Who may see it; `read` is whoever may read. */
  readonly access: 'everybody' | 'read' | 'reader' | 'editor' | 'admin';
  /** Words of its query. */
  readonly words: readonly string[];
  readonly template: string;
  show(asking: DeskAsking): Promise<Shown>;
  /** What its forms do, by the word on the button. @returns the address to go on to */
  readonly forms?: Readonly<Record<string, (form: FormSent) => Promise<string>>>;
  /** What its forms try out, by the word on the button: it changes nothing, and the page shows what came of it. */
  readonly trials?: Readonly<Record<string, (form: Omit<FormSent, 'command'>) => Promise<unknown>>>;
  /** True where its forms may hold files. */
  readonly files?: boolean;
}
