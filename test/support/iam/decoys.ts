/** An account that is not ours. */
export const OTHER_ACCOUNT = '999999999999';

/** A region where we have nothing. */
export const OTHER_REGION = 'eu-north-1';

/** An ARN that looks like another one. */
export interface Decoy {
  readonly arn: string;
  readonly why: string;
}

/** ARNs that a policy for this one must not match. */
export function decoysOf(arn: string): Decoy[] {
  const [prefix, partition, service, region, account, ...rest] = arn.split(':');
  const resource = rest.join(':');
  const inPlace = (otherRegion: string, otherAccount: string) => {
    return [prefix, partition, service, otherRegion, otherAccount, resource].join(':');
  };
  const found: Decoy[] = [];
  if (account) found.push({ arn: inPlace(region, OTHER_ACCOUNT), why: 'other account' });
  if (region) found.push({ arn: inPlace(OTHER_REGION, account), why: 'other region' });
  for (const sibling of siblingsOf(resource, service)) {
    found.push({ ...sibling, arn: [prefix, partition, service, region, account, sibling.arn].join(':') });
  }
  return found;
}

/** The same with another name: at the end of the ARN, and where the names begin, as in `service/<cluster>/<service>`. */
function siblingsOf(resource: string, service: string): Decoy[] {
  const parts = resource.split(/([:/])/);
  const names = [...parts.keys()].filter((index) => index % 2 === 0 && parts[index] !== '');
  // `role/name` begins with a type, `bucket/key` and `topic` do not.
  const ids = names.length > 1 && service !== 's3' ? names.slice(1) : names;
  return [...new Set([ids[0], ids[ids.length - 1]])].flatMap((index) => {
    const named = (name: string) => parts.map((part, at) => (at === index ? name : part)).join('');
    // Secrets end with six characters that AWS adds, behind the name.
    const [name, end] = service === 'secretsmanager' ? splitSecret(parts[index]) : [parts[index], ''];
    return [
      { arn: named(`${name}-other${end}`), why: 'sibling name' },
      { arn: named(`${name}x${end}`), why: 'sibling prefix' },
    ];
  });
}

function splitSecret(name: string): [name: string, end: string] {
  const end = /-[A-Za-z0-9]{6}$/.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - end.length), end];
}
