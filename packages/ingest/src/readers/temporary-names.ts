/** What browsers, copying programs and editors call a file that is not whole or not meant to stay. */
const unfinished =
  /^(?:\.|~\$)|~$|\.(?:part|partial|crdownload|download|opdownload|filepart|tmp|temp|swp|swx|lock)$/i;

/** True for a file or folder that belongs to a program at work: hidden, half copied, half downloaded or open in an editor. */
export function isTemporaryName(name: string): boolean {
  return unfinished.test(name);
}

/** What Windows, macOS and Linux desktops leave in folders for themselves. */
const ofSystems =
  /^(?:thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|\.ds_store|\.directory|icon\r?|__macosx|\$recycle\.bin|system volume information)$/i;

/** True for a file or folder that a desktop keeps for itself. */
export function isOfSystem(name: string): boolean {
  return ofSystems.test(name);
}
