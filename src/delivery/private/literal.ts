/** Text with `…` in place of each token. */
export function literalOf(text: string): string {
  return typeof text === 'string' ? text.replace(/\$\{Token\[[^\]]*\]\}/g, '…') : text;
}
