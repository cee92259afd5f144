/** An error that its reader can correct: printed without a stack trace. */
export class Refusal extends Error {
  constructor(message, details = '') {
    super(details === '' ? message : `${message}\n${details}`);
  }
}

/** Prints the message of an error that its reader can correct, and all of any other error. */
export function printError(error) {
  console.error(error instanceof Refusal ? error.message : (fileError(error) ?? error));
}

/** @param {NodeJS.ErrnoException & { dest?: string }} error */
function fileError({ code, path, dest = path }) {
  if (!['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EPERM'].includes(`${code}`) || dest === undefined) {
    return undefined;
  }
  return `${dest} cannot be written (${code}): the sandbox needs the folder .sandbox beside package.json.`;
}
