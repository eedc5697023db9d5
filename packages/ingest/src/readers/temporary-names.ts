/** What browsers, copying programs and editors call a file that is not whole or not meant to stay. */
const unfinished =
  /^(?:\.|~\$)|~$|\.(?:part|partial|crdownload|download|opdownload|filepart|tmp|temp|swp|swx|lock)$/i;

/** True for a file or folder that belongs to a program at work: hidden, half copied, half downloaded or open in an editor. */
export function isTemporaryName(name: string): boolean {
  return unfinished.test(name);
}
