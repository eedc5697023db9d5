/** Words by which the title of an office is told from a name or a place. */
export const office =
  /\b(?:directors?|dcs|chief\s+executive|chief\s+officer|chief\s+operating|executive\s+lead|head\s+of|commissioner|manager|lead\s+member|leader|chair)\b/i;
