/** @typedef {import('../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * The e-mails that user pools and SES sent to an address, oldest first.
 *
 * @param {Pick<Sandbox, 'url'>} sandbox
 * @param {string} address
 * @returns {Promise<Array<{ from: string, subject: string, text: string }>>}
 */
export async function mailsTo(sandbox, address) {
  const answer = await fetch(`${sandbox.url}/_ministack/ses/messages`);
  const { messages } = await answer.json();
  return Object.values(messages)
    .flat()
    .filter(({ To }) => To.includes(address))
    .map(({ Source, Subject, BodyText, BodyHtml }) => ({ from: Source, subject: Subject, text: BodyText || BodyHtml }));
}

/**
 * The code in the last e-mail to an address: 6 digits for a sign-up, 8 for a sign-in.
 *
 * @param {Pick<Sandbox, 'url'>} sandbox
 * @param {string} address
 */
export async function lastCode(sandbox, address) {
  const mails = await mailsTo(sandbox, address);
  const [code] = /\b\d{6,8}\b/.exec(mails.at(-1)?.text ?? '') ?? [];
  if (code === undefined) throw new Error(`no code was sent to ${address}: ${mails.length} e-mails`);
  return code;
}
