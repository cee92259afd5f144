import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { grantStatements, requireGrantee } from '../../../core/private/resources/grant';
import type { ArtifactStoreAttributes, IArtifactStore } from '../../i-artifact-store';

/** Formats of packages, whose repositories have their names. */
export type PackageFormat = 'npm' | 'pypi';

/** The one connection that CodeArtifact has for each, and what users call it. */
export const FORMATS: Record<PackageFormat, { readonly connection: string; readonly noun: string }> = {
  npm: { connection: 'public:npmjs', noun: 'npm' },
  pypi: { connection: 'public:pypi', noun: 'Python' },
};

/** What is known of a store by its names. */
export type StoreParts = Omit<IArtifactStore, 'node' | 'grantRead' | 'with'>;

export function partsOf(scope: IConstruct, attributes: ArtifactStoreAttributes): StoreParts {
  const { domainName, accountId, region } = attributes;
  const arnOf = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'codeartifact', account: accountId, region, resource, resourceName });
  const login = (tool: string, repository: PackageFormat) =>
    `aws codeartifact login --tool ${tool} --domain ${domainName} --domain-owner ${accountId} --repository ${repository} --region ${region}`;
  return {
    domainName,
    accountId,
    region,
    domainArn: arnOf('domain', domainName),
    npmRepositoryArn: arnOf('repository', `${domainName}/npm`),
    pypiRepositoryArn: arnOf('repository', `${domainName}/pypi`),
    npmLoginCommand: login('npm', 'npm'),
    pipLoginCommand: login('pip', 'pypi'),
  };
}

/** Grants what `aws codeartifact login` and a package manager call. */
export function grantRead(scope: IConstruct, parts: StoreParts, grantee: IGrantable): Grant {
  requireGrantee(scope, grantee);
  return grantStatements(
    grantee,
    [
      new PolicyStatement({ actions: ['codeartifact:GetAuthorizationToken'], resources: [parts.domainArn] }),
      new PolicyStatement({
        actions: ['codeartifact:GetRepositoryEndpoint', 'codeartifact:ReadFromRepository'],
        resources: [parts.npmRepositoryArn, parts.pypiRepositoryArn],
      }),
      new PolicyStatement({
        actions: ['sts:GetServiceBearerToken'],
        resources: ['*'],
        conditions: { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } },
      }),
    ],
    'A token of STS is of no resource: the condition has the one service that it is for',
  );
}
