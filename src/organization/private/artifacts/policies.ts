import { ArnPrincipal, OrganizationPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Lets each principal of the organization ask for a token, if its own account allows it too. */
export function domainPolicy(organizationId: string): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'TokenForOrganization',
        principals: [new OrganizationPrincipal(organizationId)],
        actions: ['codeartifact:GetAuthorizationToken'],
        resources: ['*'], // CodeArtifact knows no other in the policy of a domain or repository
      }),
    ],
  });
}

/** Lets each principal of the organization read, and the named roles publish. */
export function repositoryPolicy(organizationId: string, publisherArns: string[]): PolicyDocument {
  const publishers = [...publisherArns].sort();
  const publish = new PolicyStatement({
    sid: 'PublishByNamedRoles',
    principals: publishers.map((arn) => new ArnPrincipal(arn)),
    actions: ['codeartifact:PublishPackageVersion', 'codeartifact:PutPackageMetadata'],
    resources: ['*'],
  });
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'ReadByOrganization',
        principals: [new OrganizationPrincipal(organizationId)],
        actions: [
          'codeartifact:DescribePackageVersion',
          'codeartifact:DescribeRepository',
          'codeartifact:GetPackageVersionReadme',
          'codeartifact:GetRepositoryEndpoint',
          'codeartifact:ListPackageVersionAssets',
          'codeartifact:ListPackageVersionDependencies',
          'codeartifact:ListPackageVersions',
          'codeartifact:ListPackages',
          'codeartifact:ReadFromRepository',
        ],
        resources: ['*'],
      }),
      ...(publishers.length > 0 ? [publish] : []),
    ],
  });
}
