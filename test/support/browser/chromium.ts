import { accessSync, constants } from 'node:fs';
import { env } from 'node:process';

/** Where the packages of systems put it. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The program of Chromium on this machine: the one that TIMELINE_CHROMIUM names, else the first that is there. */
export function chromiumThere(): string | undefined {
  const wanted = env.TIMELINE_CHROMIUM;
  return (wanted === undefined ? places : [wanted]).find(isProgram);
}

/** Why nothing can be looked at in a browser here; undefined where it can. */
export const withoutBrowser: string | undefined =
  chromiumThere() === undefined
    ? `there is no Chromium: install it from the packages of the system (apt-get install chromium), or name its program in TIMELINE_CHROMIUM`
    : undefined;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
