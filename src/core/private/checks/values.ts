import { Token } from 'aws-cdk-lib';

/** The value, or undefined for a token, whose value only the deployment knows. */
export function literalOrUndefined(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

/** Whether the value is a string that matches. A non-string that plain JavaScript passes, such as `undefined`, is not. */
export function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** Whether the value is known at synthesis and matches. The text of a token would be wrong in patterns and in templates of other stacks. */
export function isKnownAs(pattern: RegExp, value: unknown): boolean {
  return !Token.isUnresolved(value) && matches(pattern, value);
}

/** The value for a problem that a token has as well: the token itself would keep the problem from being thrown. */
export function shownValue(value: unknown): unknown {
  return Token.isUnresolved(value) ? 'a value that only CloudFormation knows' : value;
}

/** Whether the text can stand in a header or a setting: printable, and not of spaces alone. */
export function isPrintable(text: string): boolean {
  return text.trim() !== '' && !/\p{Cc}/u.test(text);
}

/** Whether the enum has the value. Plain JavaScript passes any text, which TypeScript and jsii refuse. */
export function isOneOf(enumeration: object, value: unknown): boolean {
  return Object.values(enumeration).includes(value);
}

/** Whether the value is a whole number in the range, both ends included. */
export function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

/** Whether the value is a TCP port. */
export function isPort(value: number): boolean {
  return isWhole(value, 1, 65535);
}

/** Whether the value is an IPv4 CIDR block, such as `203.0.113.0/24`. */
export function isCidr(range: string): boolean {
  const [, address, bits] = /^((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3})\/(0|[1-9]\d*)$/.exec(range) ?? [];
  return address !== undefined && address.split('.').every((part) => Number(part) <= 255) && Number(bits) <= 32;
}

/** Whether the CIDR blocks together are all IPv4 addresses, such as `0.0.0.0/1` and `128.0.0.0/1`. */
export function coverAllAddresses(ranges: string[]): boolean {
  const blocks = ranges.filter(isCidr).map((range) => {
    const [address, bits] = range.split('/');
    const size = 2 ** (32 - Number(bits));
    const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return { from: number - (number % size), size };
  });
  const end = blocks
    .sort((one, other) => one.from - other.from)
    .reduce((before, { from, size }) => (from <= before ? Math.max(before, from + size) : before), 0);
  return end === 2 ** 32;
}

/** The items in their order, in lists of `size`; the last list holds the rest. */
export function chunked<T>(items: T[], size: number): T[][] {
  return items.length > 0 ? [items.slice(0, size), ...chunked(items.slice(size), size)] : [];
}
