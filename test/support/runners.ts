import { Stack } from 'aws-cdk-lib';
import { SHARED_SERVICES } from './baseline';
import { newApp } from './cloud';
import { GitHubRunners, GitHubRunnerScope, GitHubRunnersProps } from '../../src/delivery';

export const CONNECTION = `arn:aws:codeconnections:us-east-1:${SHARED_SERVICES.account}:connection/a1b2c3d4-5678-90ab-cdef-1234567890ab`;

/** A stack of the account that has what others share. */
export function sharedServicesStack(scope = newApp()): Stack {
  return new Stack(scope, 'SharedServices', { env: SHARED_SERVICES });
}

/** Runners for two repositories of an organization. */
export function runnersIn(stack = sharedServicesStack(), props: Partial<GitHubRunnersProps> = {}): GitHubRunners {
  return new GitHubRunners(stack, 'Runners', {
    projectName: 'acme-runners',
    scope: GitHubRunnerScope.organization('acme', ['crm', 'billing.api']),
    connectionArn: CONNECTION,
    ...props,
  });
}
