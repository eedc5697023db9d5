/** What a token allows; each right allows what those before it do. */
export const rights = ['reader', 'editor', 'admin'] as const;
export type Right = (typeof rights)[number];

/** True where a right allows what another one is asked for. */
export function allows(right: Right, wanted: Right): boolean {
  return rights.indexOf(right) >= rights.indexOf(wanted);
}
