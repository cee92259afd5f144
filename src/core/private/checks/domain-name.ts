import { Token } from 'aws-cdk-lib';

/** The name as DNS compares it: in lower case, without the trailing dot. */
export function normalizeDomainName(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase().replace(/\.$/, '');
}

/**
 * Whether Route 53 and ACM accept this as a name: labels of letters, digits, hyphens and underscores,
 * at most 63 characters each and 253 in all, two labels at least, a `*` as the leftmost label alone.
 */
export function isDomainName(name: string | undefined): boolean {
  const full = normalizeDomainName(name ?? '');
  const labels = full.split('.');
  const [first, ...others] = labels;
  return labels.length > 1 && full.length <= 253 && (first === '*' || isLabel(first)) && others.every(isLabel);
}

/** Whether the name belongs to the zone: the zone's own name, or one below it. */
export function isInZone(name: string, zoneName: string): boolean {
  const [full, zone] = [normalizeDomainName(name), normalizeDomainName(zoneName)];
  return Token.isUnresolved(full) || Token.isUnresolved(zone) || full === zone || full.endsWith(`.${zone}`);
}

function isLabel(label: string): boolean {
  return /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label);
}
