/**
 * A resolved value of a template as text: lists and joins are joined, scalars are as they are.
 *
 * `textOf` writes the other intrinsic functions; those that it gives nothing for are written as JSON.
 */
export function templateText(value: any, textOf: (intrinsic: string, argument: any) => string | undefined): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map((it) => templateText(it, textOf)).join(', ');
  }
  const [[name, argument]] = Object.entries<any>(value);
  return name === 'Fn::Join'
    ? argument[1].map((it: unknown) => templateText(it, textOf)).join(argument[0])
    : (textOf(name, argument) ?? JSON.stringify(value));
}
