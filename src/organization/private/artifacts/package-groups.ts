import { CfnPackageGroup } from 'aws-cdk-lib/aws-codeartifact';
import { Construct } from 'constructs';
import { PackageFormat } from './store-parts';

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
  const group = (id: string, pattern: string, description: string, isOwn: boolean) => {
    const mode = (isAllowed: boolean) => ({ restrictionMode: isAllowed ? 'ALLOW' : 'BLOCK' });
    new CfnPackageGroup(scope, id, {
      domainName,
      pattern,
      description,
      originConfiguration: {
        restrictions: { publish: mode(isOwn), externalUpstream: mode(!isOwn), internalUpstream: mode(true) },
      },
    });
  };
  const others = (id: string, format: PackageFormat) => {
    group(id, `/${format}/*`, 'Packages of others, from the public registry alone', false);
  };
  others('NpmPackages', 'npm');
  others('PypiPackages', 'pypi');
  [...names.npmScopes].sort().forEach((npmScope) => {
    group(`NpmScope-${npmScope}`, `/npm/${npmScope}/*`, 'Our packages, from publishers alone', true);
  });
  // Python packages have no namespace; the tilde takes whole words, so that "acme" does not take "acmeology".
  [...names.pypiPrefixes].sort().forEach((prefix) => {
    group(`PypiPrefix-${prefix}`, `/pypi//${prefix}~`, 'Our packages, from publishers alone', true);
  });
}
