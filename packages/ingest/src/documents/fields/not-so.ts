const denied =
  /\b(?:not|never|no|none|neither|nor|without|had\s+(?:we|it|they)|if|unless|until|whether|yet\s+to|unsuccessful(?:ly)?|fail(?:s|ed|ing)?)\b/i;
const ahead =
  /\b(?:will|would|should|could|might|may(?!\s+20)|(?:aim|hope|hoping|expect|intend|anticipat|plan(?!ning)|propos|prepar|schedul|target|ambition|aspir|want|seek)\w*|planning\s+(?:to|for|on)|due|next|ready|to\s+(?:be|become|get)\s+(?:judged|rated|graded|found|selected|chosen|named))\b/i;

/** True where words say that something is not so, or leave open whether it is. */
export function isDenied(words: string): boolean {
  return denied.test(words);
}

/** The same, and true where something is only wished for, planned or still to come. */
export function isDeniedOrAhead(words: string): boolean {
  return denied.test(words) || ahead.test(words);
}
