import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique, regionalHomeOf } from '../../../core/private/checks/unique-claims';
import type { MachineApiProps } from '../../machine-api';

/** Problems of what an account has once in a region: a domain name, and the role with which API Gateway writes logs. */
export function claimProblems(scope: Construct, props: MachineApiProps): Array<Problem | undefined> {
  const home = regionalHomeOf(scope);
  const names = [props.domain, props.mutualTls?.domain ?? []].flat().map(({ name }) => name);
  return [
    ...names.map((name) => {
      const owner = claimUnique(scope, ['machine-api', ...home, name], scope);
      return problemIf(owner !== undefined, {
        code: 'machine-api/name-taken',
        prop: 'domain',
        value: name,
        allowed: `must be another name than that of ${owner}: API Gateway has a domain name once in a region`,
        fix: 'add the routes to that API, or choose another name',
      });
    }),
    props.accountLogging ? accountProblem(claimUnique(scope, ['api-gateway-account', ...home], scope)) : undefined,
  ];
}

function accountProblem(owner: string | undefined): Problem | undefined {
  return problemIf(owner !== undefined, {
    code: 'machine-api/account-logging-twice',
    prop: 'accountLogging',
    value: true,
    allowed: `must be true once in an account and region, and is true of ${owner}`,
    fix: 'leave it out of the other one, and deploy it later',
  });
}
