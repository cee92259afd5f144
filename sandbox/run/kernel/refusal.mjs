/** Of an error, what its reader can put right; of another one, all of it. */
export function sayWhatHappened(error) {
  console.error(error instanceof Refusal ? error.message : (ofFiles(error) ?? error));
}

function ofFiles({ code, path, dest = path }) {
  if (!['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EPERM'].includes(code) || dest === undefined)
    return undefined;
  return `The sandbox cannot write ${dest} (${code}). It needs a folder .sandbox of its own beside package.json.`;
}

/** Something its reader can put right: printed without a stack trace. */
export class Refusal extends Error {
  constructor(sentence, details = '') {
    super(details === '' ? sentence : `${sentence}\n${details}`);
  }
}
