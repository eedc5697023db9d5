/** A recorded step that comes out otherwise here, and why that is right. */
export interface Deviation {
  readonly scenario: string;
  readonly step: number;
  readonly why: string;
}

/** Every known deviation. A test fails where a listed step comes out as recorded. */
export const DEVIATIONS: readonly Deviation[] = [];
