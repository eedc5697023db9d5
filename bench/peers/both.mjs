/** What both stores are given and how figures are written. */
export const stream = 'authority-sunderland';

export const emmettEvent = ({ type, data, ...metadata }) => ({ type, data, metadata });

export const perSecond = (count, ms) =>
  `${Math.round((count * 1000) / ms).toLocaleString('en')} a second`;
