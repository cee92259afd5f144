import { Problem, problemIf } from '../../core/private/checks/problems';
import { BUCKET_NAME } from '../../core/private/formats/bucket-name';
import { KeepBaselineOptions } from '../keep-baseline-options';
import { KeepLogsOptions } from '../keep-logs-options';
import { MaintainedControlOptions } from '../maintained-control-options';
import { ServiceControlOptions } from '../service-control-options';

type Problems = Array<Problem | undefined>;

/** The problems of roles that a control exempts: a wildcard in the account would exempt a role that any account can create. */
export function maintainerProblems({ maintainerRoleArns = [] }: MaintainedControlOptions): Problems {
  const format = /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{8,}\*?$/;
  return each('maintainerRoleArns', maintainerRoleArns, format, {
    code: 'service-control/not-a-role',
    allowed: 'must be the ARN of a role in one account; `*` may follow the first 8 characters of its name',
    fix: "write it like 'arn:aws:iam::100000000001:role/cdk-hnb659fds-cfn-exec-role-100000000001-*'",
  });
}

/** The problems of what `keepLogs` keeps: a value that matches nothing would keep nothing. */
export function logsProblems(options: KeepLogsOptions): Problems {
  const { bucketNames, logGroupPrefixes = [], trailNames = [], keyArns = [] } = options;
  return [
    problemIf(bucketNames.length === 0, {
      code: 'service-control/no-bucket',
      prop: 'bucketNames',
      value: bucketNames,
      allowed: 'must name a bucket of the archive',
      fix: 'pass `archive.bucketName`',
    }),
    ...each('bucketNames', bucketNames, BUCKET_NAME, {
      code: 'service-control/not-a-bucket-name',
      allowed: 'must be the name of one bucket, without dots and wildcards',
      fix: "write it like 'acme-log-archive'",
    }),
    ...each('logGroupPrefixes', logGroupPrefixes, /^[\w./#-]{2,512}$/, {
      code: 'service-control/not-a-log-group-prefix',
      allowed: 'must be what names of log groups begin with, two characters at least, without wildcards',
      fix: "write it like '/audit/'",
    }),
    ...each('trailNames', trailNames, /^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/, {
      code: 'service-control/not-a-trail-name',
      allowed: 'must be the name of one trail, without wildcards',
      fix: "write it like 'organization', or leave 'trailNames' out for every trail",
    }),
    ...each('keyArns', keyArns, /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
      code: 'service-control/not-a-key-arn',
      allowed: 'must be the ARN of a KMS key; an alias is no resource of these actions',
      fix: 'pass `key.keyArn`',
    }),
  ];
}

/** The problems of the names that `keepBaseline` keeps. */
export function baselineProblems({ roleNames = [], accessRoleName }: KeepBaselineOptions): Problems {
  const wrong = {
    code: 'service-control/not-a-role-name',
    allowed: 'must be the name of a role, without path',
    fix: "write it like 'OrganizationAccountAccessRole'",
  };
  return [
    ...each('roleNames', roleNames, /^[\w+=,.@-]{4,64}\*?$/, wrong),
    ...each('accessRoleName', accessRoleName === undefined ? [] : [accessRoleName], /^[\w+=,.@-]{1,64}$/, wrong),
  ];
}

/** The problems of regions. */
export function regionProblems(regions: string[]): Problems {
  return [
    problemIf(regions.length === 0, {
      code: 'service-control/no-region',
      prop: 'regions',
      value: regions,
      allowed: 'must name a region, since every other one is denied',
      fix: "write the regions that you work in, such as 'eu-central-1'",
    }),
    ...each('regions', regions, /^[a-z]{2}-[a-z]+-\d$/, {
      code: 'service-control/not-a-region',
      allowed: 'must be a region of the partition aws',
      fix: "write it like 'eu-central-1'",
    }),
  ];
}

/** The problems of a control of one's own. */
export function statementProblems({ description, statements }: ServiceControlOptions): Problems {
  return [
    problemIf(description.trim() === '', {
      code: 'service-control/no-description',
      prop: 'description',
      value: description,
      allowed: 'must say what is denied, for those who review the plan',
      fix: "write a sentence such as 'No principal, root user included, deletes a backup.'",
    }),
    problemIf(statements.length === 0, {
      code: 'service-control/no-statement',
      prop: 'statements',
      value: statements,
      allowed: 'must have a statement',
      fix: 'add a PolicyStatement with Effect.DENY',
    }),
    ...statements.flatMap((statement, index) => denyProblems(`statements[${index}]`, statement.toStatementJson())),
  ];
}

/** A service control policy denies, to every principal of the accounts: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html */
function denyProblems(prop: string, statement: Record<string, unknown>): Problems {
  const { Effect, Principal, NotPrincipal, Sid } = statement;
  return [
    problemIf(Effect !== 'Deny', {
      code: 'service-control/not-a-denial',
      prop: `${prop}.effect`,
      value: Effect,
      allowed: 'must be Deny: FullAWSAccess stays attached, beside which an Allow changes nothing',
      fix: "set 'effect' to Effect.DENY",
    }),
    problemIf(Principal !== undefined || NotPrincipal !== undefined, {
      code: 'service-control/with-principal',
      prop: `${prop}.principals`,
      value: Principal ?? NotPrincipal,
      allowed: 'cannot be there: a service control policy is of every principal of its accounts',
      fix: "remove it, and compare 'aws:PrincipalArn' in a condition instead",
    }),
    problemIf(typeof Sid !== 'string' || !/^[A-Za-z0-9]+$/.test(Sid), {
      code: 'service-control/sid-invalid',
      prop: `${prop}.sid`,
      value: Sid,
      allowed: 'must have letters and digits, so that a reviewer can name the statement',
      fix: "write it like 'KeepBackups'",
    }),
  ];
}

function each(
  prop: string,
  values: string[],
  format: RegExp,
  wrong: Pick<Problem, 'code' | 'allowed' | 'fix'>,
): Problems {
  return values.map((value) => problemIf(!format.test(value), { prop, value, ...wrong }));
}
