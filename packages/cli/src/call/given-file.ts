import { readFile } from 'node:fs/promises';
import { WrongCall } from './errors.ts';

/** The text of a file that an option names. @throws WrongCall where it cannot be read */
export async function readGiven(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new WrongCall(
      `${option}: ${path} cannot be read (${code}). Paths count from the folder that you stand in, ${process.cwd()}.`,
      { option, path },
    );
  }
}
