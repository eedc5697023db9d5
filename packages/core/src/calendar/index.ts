export * from './bank-holidays.ts';
export * from './epoch-day.ts';
export * from './month-names.ts';
export * from './partial-date.ts';
export * from './partial-date-text.ts';
export * from './working-days.ts';
