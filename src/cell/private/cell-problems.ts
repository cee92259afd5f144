import { Stack, Token } from 'aws-cdk-lib';
import { copyRegionOf } from './copy-region';
import { deliveryTypeProblems } from './deploy-problems';
import { optInProblems, optInTypeProblems } from './opt-ins';
import { isProductName, productNameProblem } from './product-name-problem';
import { regionProblem } from './region-problem';
import { noTargetProblem, TARGET } from '../../core/private/checks/alarm-targets';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { instance, LIST, listOf, OPTIONS, TEXT, TEXTS, oneOf, typeProblems } from '../../core/private/checks/types';
import { literalOrUndefined, matches } from '../../core/private/checks/values';
import { LaunchPhase } from '../../service';
import type { ProductCellProps } from '../product-cell-props';

type Problems = Array<Problem | undefined>;

/** What plain JavaScript and other languages may pass in another type. */
export function cellTypeProblems(props: ProductCellProps): Problems {
  const problems = typeProblems(props, {
    productName: TEXT,
    environment: instance('a CellEnvironment, such as `CellEnvironment.PROD`', 'capacity'),
    modules: LIST,
    domain: instance('a CellDomain, such as `CellDomain.inZone(…)`', '_of'),
    page: TARGETS,
    ticket: TARGETS,
    launchPhase: oneOf({ LaunchPhase }),
    apiVersions: TEXTS,
    cidr: TEXT,
    customerOrigins: TEXTS,
    blockedCountries: TEXTS,
    permissions: OPTIONS,
    databaseUsers: TEXTS,
    tenants: TEXTS,
  });
  return [...problems, ...deliveryTypeProblems(props), ...optInTypeProblems(props)];
}

/** Name of the cell; undefined for names that are not given as text, which `cellProblems` refuses. */
export function cellNameOf(props: ProductCellProps): string | undefined {
  const product = props?.productName;
  const environment = props?.environment?.environmentName;
  return isProductName(product) && typeof environment === 'string' ? `${product}-${environment}` : undefined;
}

/** What no cell can have: names and places that are not known when its stacks are named. */
export function cellProblems(cell: Stack, props: ProductCellProps): Problems {
  return [
    productNameProblem(props.productName),
    problemIf(props.stackName !== undefined, {
      code: 'cell/stack-name',
      prop: 'stackName',
      value: shown(props.stackName!),
      allowed: 'cannot be given: each stack of a cell is named after `productName` and `environment`',
      fix: 'remove it',
    }),
    placeProblem('account', cell.account),
    placeProblem('region', cell.region),
    regionProblem(cell.region),
    ...noTargetProblems(props),
    ...(props.apiVersions === undefined ? [] : versionProblems(props.apiVersions)),
    ...(props.customerOrigins ?? []).map(originProblem),
    copyProblem(cell, props),
    ...optInProblems(cell, props, props.apiVersions ?? ['v1']),
  ];
}

/** The problem of a second cell of one name: roles and CloudFront's policies are named once in an account. */
export function nameTakenProblem(cellName: string, before: string | undefined): Problem | undefined {
  return problemIf(before !== undefined, {
    code: 'cell/name-taken',
    prop: 'productName',
    value: cellName,
    allowed: `must be another cell than ${before}, which has the names of this one in the same account`,
    fix: 'rename one of the two products, or put them into two accounts',
  });
}

const TARGETS = listOf(TARGET, 'alarm targets, such as AlarmTarget.email()');
const VERSION = /^v[1-9]\d?$/;

function placeProblem(place: 'account' | 'region', value: string): Problem | undefined {
  return problemIf(literalOrUndefined(value) === undefined, {
    code: `cell/no-${place}`,
    prop: `env.${place}`,
    value: undefined,
    allowed: `must be known at synthesis: ${place === 'account' ? 'images are named by it' : 'what CloudFront reads is in us-east-1, and copies of backups are in another one'}`,
    fix: `pass \`env.${place}\`: \`process.env.CDK_DEFAULT_${place.toUpperCase()}\` is that of \`--profile\``,
  });
}

/** An environment without pages has no use for those targets. */
function noTargetProblems({ page, ticket, environment }: ProductCellProps): Problems {
  return [
    environment.capacity.pages ? noTargetProblem('page', page.length) : undefined,
    noTargetProblem('ticket', ticket.length),
  ];
}

function versionProblems(versions: string[]): Problems {
  return [
    problemIf(versions.length === 0 || new Set(versions).size < versions.length, {
      code: 'cell/api-versions',
      prop: 'apiVersions',
      value: versions,
      allowed: 'must be at least one version, each of them once',
      fix: "pass `['v1']`, or leave it out",
    }),
    ...versions.map((version) =>
      problemIf(!matches(VERSION, version), {
        code: 'cell/api-version',
        prop: 'apiVersions',
        value: version,
        allowed: 'must be `v1` to `v99`: it is the first part of each path of the API',
        fix: 'write it like `v2`',
      }),
    ),
  ];
}

function originProblem(origin: string): Problem | undefined {
  return problemIf(!matches(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, origin), {
    code: 'cell/customer-origin',
    prop: 'customerOrigins',
    value: origin,
    allowed: 'must be origins, such as https://www.customer.example, without a path: browsers compare them as they are',
    fix: 'remove the path and the slash at the end',
  });
}

function copyProblem({ region }: Stack, { environment }: ProductCellProps): Problem | undefined {
  const hasNone = environment.capacity.backupCopy && !Token.isUnresolved(region) && copyRegionOf(region) === undefined;
  return problemIf(hasNone, {
    code: 'cell/no-copy-region',
    prop: 'environment',
    value: environment.environmentName,
    allowed: `cannot have \`backupCopy\` in ${region}: the region of the copies is known for us-, eu-, ap- and ca- alone`,
    fix: 'pass `CellEnvironment.of(…)` with `backupCopy: false`, and add a `DataBackup` of your own to `stackOf("data")`',
  });
}

/** A token is no text that a reader knows, and no problem of a token is thrown. */
function shown(value: string): string {
  return Token.isUnresolved(value) ? 'a token' : value;
}
