/** A bundle of the command that no source has changed since. */
export interface FreshBundle {
  readonly folder: string;
  /** The files whose sources are known to be unchanged; all of them unless they are named. */
  readonly files?: readonly string[];
  /** What may be loaded when its sources are found unchanged, too, one part after the other; the last is all the rest. */
  readonly further?: readonly { readonly files?: readonly string[]; isFresh(): boolean }[];
}

/** The file of a bundle that a call begins from; undefined where it may load modules of whoever runs this, and begins from sources. */
export function beginningOf(
  words: readonly string[],
  env?: Readonly<Record<string, string | undefined>>,
): string | undefined;

/** The bundle of a workspace, below `into` (`dist`); `words` are those that the command is called with. */
export function freshBundle(
  root: string,
  options?: { readonly into?: string; readonly words?: readonly string[] },
): FreshBundle | undefined;

/** Loads files of a bundle; `scripts` are those that were loaded, by path. */
export function bundleLoader(bundle?: Pick<FreshBundle, 'files' | 'further'>): {
  /** What a file exports; `run.cjs` what this package does. */
  load(path: string): typeof import('./index.ts');
  readonly scripts: ReadonlyMap<string, import('node:vm').Script>;
};
