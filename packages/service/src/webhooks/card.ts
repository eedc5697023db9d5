/** A notice as a person reads it among messages. */
export interface Card {
  readonly title: string;
  readonly text: string;
  /** How much it weighs, and of which day it is. */
  readonly about: string;
  /** Where it is written, a web address. */
  readonly link: string | undefined;
}

/** The text up to so many characters; what is left out is shown to be. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
