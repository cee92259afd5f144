import { PendingInput } from '../../../core';
import type { GitHubRunnerScope } from '../../git-hub-runner-scope';

/** A connection is approved in the console, by an owner of the organization of GitHub: no command can. */
export function connectionPending(connectionArn: string, { owner, repositories }: GitHubRunnerScope): PendingInput {
  const [, , service, region, , name = ''] = connectionArn.split(':');
  return {
    key: 'connection',
    target: `${name} to ${owner}, for ${repositories.join(', ')}`,
    owner: `an owner of ${owner} on GitHub, in the console of CodeConnections, before the first deployment`,
    command: `aws codeconnections create-connection --region ${region} --provider-type GitHub --connection-name ${owner}`,
    check: `aws ${service} get-connection --region ${region} --connection-arn ${connectionArn} --query Connection.ConnectionStatus --output text # prints AVAILABLE`,
  };
}
