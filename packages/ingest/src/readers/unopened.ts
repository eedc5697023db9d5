const words: Readonly<Record<string, string>> = {
  ENOENT:
    'It is gone: it was moved or deleted while it was being read, or it is a link that leads nowhere. Give it again where it is wanted.',
  EACCES: 'You may not read it. Ask its owner for the right to, or start the command as who may.',
  EPERM: 'You may not read it. Ask its owner for the right to, or start the command as who may.',
  ELOOP: 'It is a link that leads to itself. Give the file that is meant.',
  EIO: 'The disk or the network failed while it was read. Try again, or copy it elsewhere first.',
  ESTALE: 'The network folder lost it while it was read. Try again.',
  ETIMEDOUT: 'The network folder did not answer. Try again.',
  EMFILE: 'Too many files are open on this machine. Close some programs and try again.',
  EBUSY: 'Another program holds it. Close that program and try again.',
};

/** Why a file or folder could not be opened, and what to do, from the code that the system gives. */
export function whyUnopened(code: string): string {
  return words[code] ?? `It cannot be opened (${code}). Check it and try again.`;
}
