import { CfnRepository } from 'aws-cdk-lib/aws-codeartifact';
import { Construct } from 'constructs';
import { repositoryPolicy } from './policies';
import { FORMATS, PackageFormat } from './store-parts';

/** What repositories of all formats have. */
export interface RepositoryOptions {
  readonly domainName: string;
  readonly organizationId: string;
  readonly publisherArns: string[];
}

/**
 * The repository that users read, and behind it the one with the connection to the public registry: a repository has one
 * connection at most, and this one has no policy of its own.
 */
export function addRepositories(scope: Construct, format: PackageFormat, options: RepositoryOptions): CfnRepository[] {
  const { connection, noun } = FORMATS[format];
  const { domainName, organizationId, publisherArns } = options;
  const upstream = new CfnRepository(scope, 'Public', {
    domainName,
    repositoryName: `${format}-public`,
    description: `Public packages of ${noun}, as they were when they were first read`,
    externalConnections: [connection],
  });
  const repository = new CfnRepository(scope, 'Repository', {
    domainName,
    repositoryName: format,
    description: `Packages of ${noun} for the organization`,
    upstreams: [upstream.attrName],
    permissionsPolicyDocument: repositoryPolicy(organizationId, publisherArns),
  });
  return [upstream, repository];
}
