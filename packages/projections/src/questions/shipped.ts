/** Every question that is shipped, each loaded when it is asked for: this list is all that names them together. */
export const shipped = {
  standing: async () => (await import('./standing.ts')).standing,
  trajectory: async () => (await import('./trajectory.ts')).trajectory,
  activity: async () => (await import('./activity.ts')).activity,
  leadership: async () => (await import('./leadership.ts')).leadership,
  themes: async () => (await import('./themes.ts')).themes,
  interventions: async () => (await import('./interventions.ts')).interventions,
  hindsight: async () => (await import('./hindsight.ts')).hindsight,
  history: async () => (await import('./history.ts')).history,
  explain: async () => (await import('./explain.ts')).explain,
  picture: async () => (await import('./picture.ts')).picture,
  due: async () => (await import('./due.ts')).due,
  board: async () => (await import('./board.ts')).board,
  list: async () => (await import('./list.ts')).list,
  compare: async () => (await import('./compare.ts')).compare,
  findings: async () => (await import('./findings.ts')).findings,
  commitments: async () => (await import('./commitments.ts')).commitments,
  coverage: async () => (await import('./coverage.ts')).coverage,
  authorities: async () => (await import('./authorities.ts')).authorities,
  diff: async () => (await import('./diff.ts')).diff,
  reconcile: async () => (await import('./reconcile.ts')).reconcile,
  today: async () => (await import('./today.ts')).today,
  notices: async () => (await import('./notices.ts')).notices,
} as const;

/** The shipped questions by their names. */
export type Shipped = {
  readonly [N in keyof typeof shipped]: Awaited<ReturnType<(typeof shipped)[N]>>;
};
