/** Every question that is shipped, each loaded when it is asked for: this list is all that names them together. */
export const shipped = {
  themes: async () => (await import('./themes.ts')).themes,
} as const;

/** The shipped questions by their names. */
export type Shipped = {
  readonly [N in keyof typeof shipped]: Awaited<ReturnType<(typeof shipped)[N]>>;
};
