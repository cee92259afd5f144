import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Counted, filterOf } from './count-findings';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import {
  entriesOf,
  instance,
  listOf,
  oneOf,
  OPTIONS,
  TEXT,
  TEXTS,
  typeProblems,
} from '../../../core/private/checks/types';
import { matches } from '../../../core/private/checks/values';
import { LOG_RETENTIONS } from '../../../core/private/formats/log-retention';
import { FindingSeverity } from '../../finding-severity';
import type { ScannerFindingsProps } from '../../scanner-findings';

type Problems = Array<Problem | undefined>;

/** EventBridge takes patterns up to this length. */
const LONGEST_PATTERN = 2048;

/** Props of another type. */
export function findingTypeProblems(props: ScannerFindingsProps): Problems {
  return [
    ...typeProblems(props, {
      minimumSeverity: oneOf({ FindingSeverity }),
      repositories: listOf(instance('an IImageRepository', 'repositoryUri')),
      tags: OPTIONS,
      accounts: TEXTS,
      externalSources: TEXTS,
      logRetention: DURATION,
    }),
    ...entryProblems('tags', props.tags, TEXT),
  ];
}

/** Values with which no finding could count, or that AWS refuses. */
export function findingProblems(scope: Construct, props: ScannerFindingsProps): Problems {
  const { repositories, tags, accounts, externalSources = [], logRetention } = props;
  const days = logRetention?.toDays({ integral: false });
  return [
    emptyProblem('repositories', repositories),
    emptyProblem('tags', tags && entriesOf(tags)),
    emptyProblem('accounts', accounts),
    ...(repositories ?? []).map((repository) => placeProblem(Stack.of(scope), repository.repositoryUri)),
    ...(accounts ?? []).map((account) =>
      problemIf(!Token.isUnresolved(account) && !matches(/^\d{12}$/, account), {
        code: 'scanner-findings/account',
        prop: 'accounts',
        value: account,
        allowed: 'must be ids of AWS accounts, of 12 digits',
        fix: 'pass such ids as strings',
      }),
    ),
    ...externalSources.map((source) =>
      problemIf(!Token.isUnresolved(source) && !matches(/^(?!aws\.)[\w./-]{1,256}$/i, source), {
        code: 'scanner-findings/external-source',
        prop: 'externalSources',
        value: source,
        allowed:
          'must be 1 to 256 letters, digits and . - _ /, and cannot begin with `aws.`, which EventBridge keeps for AWS',
        fix: 'name the scanner, such as ci.trivy',
      }),
    ),
    problemIf(days !== undefined && !LOG_RETENTIONS.some((allowed) => allowed === days), {
      code: 'scanner-findings/log-retention',
      prop: 'logRetention',
      value: `${days} days`,
      allowed: `must be a retention that CloudWatch Logs has: ${LOG_RETENTIONS.join(', ')} days`,
      fix: 'pass one of these',
    }),
  ];
}

/** CloudWatch Logs takes filter patterns up to this length. */
const LONGEST_FILTER = 1024;

/** Sources that make a metric filter that CloudWatch Logs refuses. Their event pattern, which has less of each, fits then. */
export function filterProblem({ externalSources = [] }: ScannerFindingsProps): Problem | undefined {
  const sources = [...new Set(externalSources)];
  const length = sources.length === 0 ? 0 : filterOf(sources).logPatternString.length;
  return problemIf(length > LONGEST_FILTER, {
    code: 'scanner-findings/filter-length',
    prop: 'externalSources',
    value: `${length} characters`,
    allowed: `must make a filter pattern of at most ${LONGEST_FILTER} characters, which is the most that CloudWatch Logs takes`,
    fix: 'give several scanners one source, or split them between several `ScannerFindings`',
  });
}

/** Patterns that EventBridge refuses. */
export function patternProblems(scope: Construct, counted: Counted[]): Problems {
  return counted.map(({ pattern }) => {
    const { length } = JSON.stringify(Stack.of(scope).resolve(pattern));
    return problemIf(length > LONGEST_PATTERN, {
      code: 'scanner-findings/pattern-length',
      prop: 'repositories',
      value: `${length} characters with the tags and accounts`,
      allowed: `must make an event pattern of at most ${LONGEST_PATTERN} characters, which is the quota of EventBridge`,
      fix: 'split them between several `ScannerFindings`',
    });
  });
}

function emptyProblem(prop: string, items: unknown[] | undefined): Problem | undefined {
  return problemIf(items?.length === 0, {
    code: 'scanner-findings/nothing-counts',
    prop,
    value: items,
    allowed: 'must have an item, since no finding would count',
    fix: 'add one, or leave the prop out',
  });
}

/** Amazon ECR sends the events of a repository to its own account and region. */
function placeProblem({ account, region }: Stack, repositoryUri: string): Problem | undefined {
  const [, accountThere, regionThere] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\./.exec(repositoryUri) ?? [
    account,
    account,
    region,
  ];
  const isElsewhere = (here: string, there: string) => !Token.isUnresolved(here) && here !== there;
  return problemIf(isElsewhere(account, accountThere) || isElsewhere(region, regionThere), {
    code: 'scanner-findings/repository-elsewhere',
    prop: 'repositories',
    value: repositoryUri,
    allowed: `must be in the account and region of the stack, ${account} and ${region}, since Amazon ECR sends the events of its scans there alone`,
    fix: 'create `ScannerFindings` in the account and region of the repository',
  });
}
