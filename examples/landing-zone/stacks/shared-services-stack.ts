import { App, Stack } from 'aws-cdk-lib';
import { HOME, ORGANIZATION } from '../ids';
import { ArtifactStore, MemberAccount, Organization } from 'rl-bank-constructs/organization';
import { ImageRepository } from 'rl-bank-constructs/service';

/** What all products read: packages of npm and Python, and images that are built once. */
export class SharedServicesStack extends Stack {
  constructor(app: App, account: MemberAccount) {
    super(app, 'shared-services', { env: account.environment(HOME) });
    const organization = Organization.fromOrganizationAttributes(this, 'Organization', ORGANIZATION);
    new ArtifactStore(this, 'Artifacts', { organization, domainName: 'acme', npmScopes: ['acme'] });
    new ImageRepository(this, 'BaseImage', {
      image: `${account.accountId}.dkr.ecr.${HOME}.amazonaws.com/base/node:live`,
      pullableByOrganization: ORGANIZATION.organizationId,
    });
  }
}
