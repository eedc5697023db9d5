/**
 * Why what was kept beside the log is not used: it was kept of another log, of this one before it was restored and went on otherwise,
 * by a program that keeps it in another form, under other rules, by one that ships another directory of authorities or another
 * calendar, or it is not whole.
 */
export type PassedOver =
  | 'another_log'
  | 'another_history'
  | 'another_form'
  | 'other_rules'
  | 'other_facts'
  | 'torn';

/**
 * Told of what was kept, by the name of its part, and is not used: it is worked out from the log instead. Notices that were issued stay, and
 * go on from the present end of the log.
 */
export type OnPassedOver = (part: string, why: PassedOver) => void;
