import { Duration, Token } from 'aws-cdk-lib';
import { LOG_RETENTIONS } from './log-group';
import { DEFAULT_CPU, DEFAULT_MEMORY, DEFAULT_PATHS } from './task-definition';
import { variableProblems } from './variable-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isPort, isWhole } from '../../../core/private/checks/values';
import { CPU_SIZES, memorySizes } from '../../../core/private/formats/fargate-sizes';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiTaskOptions } from '../../api-task-options';
import { WritablePath } from '../../writable-path';

type Options = ApiTaskOptions & Pick<ApiPlacementOptions, 'database'>;

/** What no task can be made of. */
export function taskProblems(props: Options): Array<Problem | undefined> {
  return [
    ...sizeProblems(props.cpu ?? DEFAULT_CPU, props.memoryMiB ?? DEFAULT_MEMORY),
    ...portProblems(props),
    ...variableProblems(props),
    databasePortProblem(props),
    problemIf(props.containerUser !== undefined && !/^[1-9]\d{0,8}(:[1-9]\d{0,8})?$/.test(props.containerUser), {
      code: 'api/user-is-root',
      prop: 'containerUser',
      value: props.containerUser,
      allowed: 'it has to be numbers other than 0, of the group too, since a name may stand for root in another image',
      fix: 'write it like "1000", or "1000:1000" with a group',
    }),
    ...pathProblems(props.writablePaths ?? DEFAULT_PATHS, props.memoryMiB ?? DEFAULT_MEMORY),
    ...retentionProblems(props),
  ];
}

function sizeProblems(cpu: number, memoryMiB: number): Array<Problem | undefined> {
  const sizes = memorySizes(cpu);
  return [
    problemIf(sizes.length === 0, {
      code: 'api/not-a-size',
      prop: 'cpu',
      value: cpu,
      allowed: `Fargate has ${CPU_SIZES.join(', ')}`,
      fix: 'choose one of these',
    }),
    problemIf(sizes.length > 0 && !sizes.includes(memoryMiB), {
      code: 'api/not-a-size',
      prop: 'memoryMiB',
      value: memoryMiB,
      allowed: `with ${cpu} units of CPU Fargate has ${sizes.join(', ')}`,
      fix: "choose one of these, or another 'cpu'",
    }),
  ];
}

function portProblems({ containerPort, settings }: ApiTaskOptions): Array<Problem | undefined> {
  const ports = [
    ['containerPort', containerPort],
    ['settings.port', settings?.port],
  ] as const;
  return [
    ...ports.map(([prop, port]) =>
      problemIf(port !== undefined && !isPort(port), {
        code: 'api/not-a-port',
        prop,
        value: port,
        allowed: 'a port is a whole number from 1 to 65535',
        fix: 'give the port that the API listens on',
      }),
    ),
    problemIf(containerPort !== undefined && settings !== undefined && areDifferent(containerPort, settings.port), {
      code: 'api/port-mismatch',
      prop: 'containerPort',
      value: containerPort,
      allowed: `the settings tell the API to listen on ${settings?.port}: no health check would be answered`,
      fix: 'leave it out, since the settings know',
    }),
  ];
}

function databasePortProblem({ database }: Options): Problem | undefined {
  return problemIf(database !== undefined && database.ports.length === 0, {
    code: 'api/database-without-port',
    prop: 'database.ports',
    value: [],
    allowed: 'nothing is open to the tasks but HTTPS, and which port the database listens on is not known',
    fix: "give the database its 'ports', such as 27017 for MongoDB",
  });
}

function pathProblems(paths: WritablePath[], memoryMiB: number): Array<Problem | undefined> {
  const names = paths.map(({ path }) => path);
  const total = paths.reduce((sum, { sizeMiB }) => sum + sizeMiB, 0);
  return [
    ...paths.flatMap(({ path, sizeMiB }, index) => [
      problemIf(!/^(\/[\w.-]+)+$/.test(path) || /\/\.\.?(\/|$)|^\/(proc|sys|dev)(\/|$)/.test(path), {
        code: 'api/not-a-directory',
        prop: 'writablePaths',
        value: path,
        allowed:
          'it has to be a full path without a slash at its end or steps up, and none that the system has: /, /proc, /sys, /dev',
        fix: 'write it like "/tmp"',
      }),
      problemIf(names.indexOf(path) < index, {
        code: 'api/directory-twice',
        prop: 'writablePaths',
        value: path,
        allowed: 'it is in the list twice',
        fix: 'leave one',
      }),
      problemIf(!isWhole(sizeMiB, 1, Number.MAX_SAFE_INTEGER), {
        code: 'api/not-a-directory-size',
        prop: 'writablePaths',
        value: sizeMiB,
        allowed: `the size of ${path} is a whole number of MiB, one at least`,
        fix: 'give such a number',
      }),
    ]),
    problemIf(!Token.isUnresolved(memoryMiB) && total >= memoryMiB, {
      code: 'api/directories-beyond-memory',
      prop: 'writablePaths',
      value: `${total} MiB`,
      allowed: `they are in the memory of the task, which has ${memoryMiB} MiB, and the API needs some of it`,
      fix: "make them smaller, or 'memoryMiB' larger",
    }),
  ];
}

function retentionProblems({ logGroup, logRetention }: ApiTaskOptions): Array<Problem | undefined> {
  const days = logRetention?.toDays({ integral: false });
  return [
    problemIf(days !== undefined && !LOG_RETENTIONS.includes(days), {
      code: 'api/not-a-log-retention',
      prop: 'logRetention',
      value: `${days} days`,
      allowed: `CloudWatch Logs knows ${LOG_RETENTIONS.join(', ')} days`,
      fix: `take one of these${days === undefined ? '' : `, such as ${nextRetention(Duration.days(Math.ceil(days)))}`}`,
    }),
    problemIf(logGroup !== undefined && logRetention !== undefined, {
      code: 'api/retention-of-another',
      prop: 'logRetention',
      value: `${days} days`,
      allowed: "it is of the API's own log group, and there is none beside 'logGroup'",
      fix: 'give it to that log group instead',
    }),
  ];
}

/** No log is lost by rounding up. */
function nextRetention(retention: Duration): number {
  return LOG_RETENTIONS.find((days) => days >= retention.toDays()) ?? LOG_RETENTIONS[LOG_RETENTIONS.length - 1];
}
