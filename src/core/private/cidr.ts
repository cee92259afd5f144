/** Whether this is a range of IPv4 addresses, such as `203.0.113.0/24`. */
export function isCidr(range: string): boolean {
  const [, address, bits] = /^((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3})\/(\d+)$/.exec(range) ?? [];
  return address !== undefined && address.split('.').every((part) => Number(part) <= 255) && Number(bits) <= 32;
}
