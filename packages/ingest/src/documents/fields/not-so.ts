const denied =
  /\b(?:not|never|no|none|neither|nor|without|had\s+(?:we|it|they)|if|unless|until|whether|yet\s+to|unsuccessful(?:ly)?|fail(?:s|ed|ing)?)\b/i;
const ahead =
  /\b(?:will|would|should|could|might|may(?!\s+20)|(?:aim|hope|hoping|expect|intend|anticipat|plan(?!ning)|propos|prepar|schedul|target|ambition|aspir|want|seek)\w*|to\s+have\s+been|planning\s+(?:to|for|on)|due|next|ready|to\s+(?:be|become|get)\s+(?:judged|rated|graded|found|selected|chosen|named))\b/i;

const undone =
  /^[^.;]{0,40}\b(?:(?:has|have|is|are)\s+not\s+(?:yet\s+)?(?:been\b|\w+ed\b)|(?:is|are|was|were|been)\s+(?:\w+ly\s+|then\s+)?(?:postponed|delayed|deferred|cancelled|abandoned|paused|put\s+(?:back|off)|planned|proposed|scheduled|intended)\b)/i;
const over =
  /(?:^|[,;:]\s+(?:and\s+|but\s+)?)\W*(?:previously|formerly|historically|until\s+(?:recently|then|now)|in\s+(?:the\s+past(?=\s*[,{])|(?:previous|earlier)\s+years)|at\s+(?:that\s+time|(?:one|\{N\d+\})\s+(?:time|point|stage)|(?:the\s+(?:last|previous)|an\s+earlier)\s+(?:\w+\s+)?visit)|\w+\s+(?:years?|months?)\s+(?:ago|earlier|before)|last\s+year|before\s+the\s+pandemic)\b|\b(?:used\s+to|had\s+(?:\w+\s+)?been|peaked)\b[^,;]{0,30}$/i;

/** True where the words behind something say that it came to nothing, or is no more than planned. */
export function isUndone(after: string): boolean {
  return undone.test(after);
}

/** True where words that lead to something put it in a time that is over. */
export function isOver(words: string): boolean {
  return over.test(words);
}

/** True where words say that something is not so, or leave open whether it is. */
export function isDenied(words: string): boolean {
  return denied.test(words);
}

/** The same, and true where something is only wished for, planned or still to come. */
export function isDeniedOrAhead(words: string): boolean {
  return denied.test(words) || ahead.test(words);
}
