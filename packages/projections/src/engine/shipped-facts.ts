import { hash } from 'node:crypto';
import {
  type Authority,
  bankHolidayCalendar,
  type HolidayCalendar,
  shippedAuthorities,
} from '@monitoring-timeline/core';

/** What a program ships and works answers out from, beside the log and the rules in force. */
export interface Shipped {
  readonly authorities: readonly Authority[];
  readonly calendar: HolidayCalendar;
}

/** Names what is shipped by what it says: where any of it is another, so is the name. */
export function factsNamed({ authorities, calendar }: Shipped): string {
  return hash('sha256', JSON.stringify([authorities, calendar]), 'hex');
}

let ours: string | undefined;

/** Names what this program ships. What was worked out under another name, by another version of it, may be otherwise now. */
export function shippedFacts(): string {
  ours ??= factsNamed({ authorities: shippedAuthorities, calendar: bankHolidayCalendar });
  return ours;
}
