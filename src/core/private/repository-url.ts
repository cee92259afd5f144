/** Where what does not ship in the package is read: the files of this repository. */
export const REPOSITORY_URL = 'https://github.com/rl-bank/rl-bank-constructs/blob/main';
