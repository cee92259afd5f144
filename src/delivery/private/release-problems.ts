import { IConstruct } from 'constructs';
import { accountProblem, accountsProblem, regionProblem } from './account-problem';
import { partsOfDatabaseArn } from './database-arn';
import { listProblem } from './kind-problem';
import { literalOf } from './literal';
import { wildcardProblem } from './wildcard-problem';
import { Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { TEXT } from '../../core/private/checks/types';
import type { DeployReleasesOptions } from '../release-options';

/** The inline policies of a role have 10,240 characters, and rolling one service takes 600 of them. */
const MOST = 15;

type Problems = Array<Problem | undefined>;

/** Throws if options of `deployReleases()` are missing or of another type. */
export function requireReleaseTypes(place: string, options: DeployReleasesOptions): void {
  requireProps(place, options, { services: true });
  const { services, databaseArns = [], buckets = [] } = options;
  throwOnProblems(
    place,
    listProblem('services', services, 'IEcsService', (it) => TEXT.has(it?.serviceArn)),
    listProblem('databaseArns', databaseArns, 'string', TEXT.has),
    listProblem('buckets', buckets, 'IBucket', (it) => TEXT.has(it?.bucketArn)),
  );
  throwOnProblems(place, countProblem(options), ...databaseArns.map(arnProblem));
}

/** What the role could not reach, or would reach others with. */
export function releaseProblems(role: IConstruct, options: DeployReleasesOptions): Problems {
  const { services, databaseArns = [], buckets = [] } = options;
  return [
    ...services.flatMap((service, index) => {
      const prop = `services[${index}]`;
      return [
        wildcardProblem(prop, service.serviceArn),
        accountProblem(role, prop, service),
        regionProblem(role, prop, service),
      ];
    }),
    ...databaseArns.flatMap((arn, index) => {
      const prop = `databaseArns[${index}]`;
      return [
        wildcardProblem(prop, arn),
        accountsProblem(role, prop, literalOf(arn), partsOfDatabaseArn(arn)!.account),
      ];
    }),
    ...buckets.flatMap((bucket, index) => {
      const prop = `buckets[${index}]`;
      return [
        wildcardProblem(prop, bucket.bucketName),
        accountsProblem(role, prop, bucket.node.path, bucket.env.account),
      ];
    }),
  ];
}

function countProblem({ services, databaseArns = [], buckets = [] }: DeployReleasesOptions): Problem | undefined {
  const count = services.length + databaseArns.length + buckets.length;
  return problemIf(services.length === 0 || count > MOST, {
    code: 'delivery/number-of-released',
    prop: 'services',
    value: `${services.length} services, and ${count} resources in all`,
    allowed: `must be at least one service, and at most ${MOST} services, databases and buckets: the inline policies of a role have 10,240 characters`,
    fix: 'name what a release changes, and make another role for the rest',
  });
}

function arnProblem(arn: string, index: number): Problem | undefined {
  return problemIf(partsOfDatabaseArn(arn) === undefined, {
    code: 'delivery/not-a-database',
    prop: `databaseArns[${index}]`,
    value: literalOf(arn),
    allowed: 'must be the ARN of a DB instance or cluster: arn:aws:rds:<region>:<account>:cluster:<identifier>',
    fix: 'pass the `databaseArn` of the database',
  });
}
