/** Folder of the bundle of the command in a workspace, below `into`; undefined where there is none, or a source has changed since. */
export function freshBundle(root: string, into?: string): string | undefined;

/** Loads files of a bundle; `scripts` are those that were loaded, by path. */
export function bundleLoader(): {
  /** What a file exports; `run.cjs` what this package does. */
  load(path: string): typeof import('./index.ts');
  readonly scripts: ReadonlyMap<string, import('node:vm').Script>;
};
