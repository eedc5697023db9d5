/** What the command's exit code tells the program that called it. */
export const exitCodes = {
  /** Done, and the answer is not "no". */
  done: 0,
  /** The answer is "no", or something was quarantined. */
  no: 1,
  /** The call was wrong: what was typed cannot be carried out. */
  wrongCall: 2,
  /** The store could not be reached, or cannot be read. */
  noStore: 3,
  /** A fault of this program. */
  fault: 70,
  /** Ended by Ctrl+C, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
