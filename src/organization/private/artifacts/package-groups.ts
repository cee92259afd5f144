import { CfnPackageGroup } from 'aws-cdk-lib/aws-codeartifact';
import { Construct } from 'constructs';

/** Names of packages that are of the organization. */
export interface OwnNames {
  readonly npmScopes: string[];
  readonly pypiPrefixes: string[];
}

/**
 * Origin controls of packages: where their versions may come from. The group with the longer pattern holds.
 *
 * A public package with one of your names and a higher version is what dependency confusion installs; a published package with
 * a public name is the same from inside.
 */
export function addPackageGroups(scope: Construct, domainName: string, names: OwnNames): void {
  const group = (place: Construct, id: string, pattern: string, isOwn: boolean) => {
    const mode = (isAllowed: boolean) => ({ restrictionMode: isAllowed ? 'ALLOW' : 'BLOCK' });
    new CfnPackageGroup(place, id, {
      domainName,
      pattern,
      description: isOwn ? 'Our packages, from publishers alone' : 'Packages of others, from the public registry alone',
      originConfiguration: {
        restrictions: { publish: mode(isOwn), externalUpstream: mode(!isOwn), internalUpstream: mode(true) },
      },
    });
  };
  group(scope, 'NpmPackages', '/npm/*', false);
  group(scope, 'PypiPackages', '/pypi/*', false);
  const npmScopes = new Construct(scope, 'NpmScopes');
  [...names.npmScopes].sort().forEach((npmScope) => group(npmScopes, npmScope, `/npm/${npmScope}/*`, true));
  // Python packages have no namespace; the tilde takes whole words, so that "acme" does not take "acmeology".
  const pypiPrefixes = new Construct(scope, 'PypiPrefixes');
  [...names.pypiPrefixes].sort().forEach((prefix) => group(pypiPrefixes, prefix, `/pypi//${prefix}~`, true));
}
