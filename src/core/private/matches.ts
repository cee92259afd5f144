/** Whether the value is a text of that form. What JavaScript passes in its place, `undefined` above all, is none. */
export function matches(form: RegExp, value: unknown): boolean {
  return typeof value === 'string' && form.test(value);
}
