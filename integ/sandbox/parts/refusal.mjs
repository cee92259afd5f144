/** Something its reader can put right: printed without a stack trace. */
export class Refusal extends Error {
  constructor(sentence, details = '') {
    super(details === '' ? sentence : `${sentence}\n${details}`);
  }
}
