/** A parameter as whoever asks writes it. */
export interface Named {
  /** `--as-of`, `asOf`. */
  readonly name: string;
  /** With a value, to be written like this: `--as-of 2018-07-25`, `asOf=2018-07-25`. */
  example(value: string): string;
}

/** How questions are written where they come from, so that a message says what to write there. */
export interface Manner {
  /** A parameter by its own name, such as `asOf`. */
  parameter(name: string): Named;
  /** A question by its own name, such as `picture`. */
  question(name: string): string;
}
