import { CfnParameter, Duration, Fn, Size } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { IRuntimeSettings } from '../../../../src/data';
import { ImageRepository } from '../../../../src/service';
import { portProblems } from '../../../../src/service/private/task/port-problems';
import { taskProblems } from '../../../../src/service/private/task/task-problems';
import { ApiProps, IMAGE, saidBy, testRules } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const stack = workloadStack();
const image = new ImageRepository(stack, 'Image', { image: IMAGE });
const settings = scaffoldIn(stack);
const logGroup = LogGroup.fromLogGroupName(stack, 'Logs', '/bank/api');
const late = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const problems = (props: ApiProps) => [
  ...taskProblems({ image, settings, ...props }),
  ...portProblems({ settings, ...props }),
];

const ofMiB = (...sizes: number[]) =>
  sizes.map((size, index) => ({ path: `/dir${index}`, size: Size.mebibytes(size) }));
const memory = (cpu: number) => ({
  title: `with ${cpu} units of CPU, \`memory\` in MiB`,
  prop: 'memory',
  code: 'service/not-a-size',
  props: (size: number | undefined) => ({ cpu, memory: size ? Size.mebibytes(size) : undefined }),
  shown: (size: number) => `${size} MiB`,
});
const port = {
  code: 'service/not-a-port',
  refused: [0, 65536, -1, 80.5],
  taken: [1, 65535, late],
};

testRules(problems, [
  {
    prop: 'cpu',
    code: 'service/not-a-size',
    refused: [0, 255, 500, 32768],
    taken: [undefined, 256, 512, late],
  },
  {
    ...memory(512),
    refused: [512, 5120, 1500],
    taken: [undefined, 1024, 4096, late],
  },
  {
    ...memory(256),
    refused: [1536, 4096],
    taken: [undefined, 512, 2048],
  },
  {
    ...memory(1024),
    refused: [undefined],
    shown: () => '1024 MiB',
  },
  { ...port, prop: 'containerPort', props: (containerPort) => ({ containerPort, settings: undefined }) },
  {
    ...port,
    prop: 'settings.port',
    props: (value) => ({ settings: { ...(settings as IRuntimeSettings), parameters: {}, secrets: {}, port: value } }),
  },
  {
    title: 'beside settings with port 9000, `containerPort`',
    prop: 'containerPort',
    code: 'service/port-mismatch',
    refused: [8080],
    taken: [9000, undefined, late],
  },
  {
    prop: 'containerUser',
    code: 'service/user-is-root',
    refused: ['', '0', 'root', 'node', '0:0', '0:1000', '01000', '1000:', '1000:node', '-1', '1.5'],
    taken: [undefined, '1', '1000', '1000:1000', '65532:65532', Fn.importValue('User')],
  },
  {
    title: '`writablePaths`, for a path,',
    prop: 'writablePaths',
    code: 'service/not-a-directory',
    refused: [
      ...['', '/', 'tmp', './tmp', '/data/', '/data//a', '/data/..', '/../etc', '/data/./a', '/my files'],
      ...['/proc', '/sys/a', '/dev'],
    ],
    taken: ['/tmp', '/var/cache/api-1_a', '/home/node/.npm', '/..data', '/device', Fn.importValue('Path')],
    props: (path) => ({ writablePaths: [{ path, size: Size.mebibytes(64) }] }),
  },
  {
    title: 'beside /tmp and /var/tmp, `writablePaths`',
    prop: 'writablePaths',
    code: 'service/directory-twice',
    refused: ['/tmp'],
    taken: ['/cache'],
    props: (last) => ({
      writablePaths: ['/tmp', '/var/tmp', last].map((path) => ({ path, size: Size.mebibytes(64) })),
    }),
  },
  {
    title: '`writablePaths`, for a size,',
    prop: 'writablePaths',
    code: 'service/not-a-directory-size',
    refused: [0, 1.5],
    taken: [1],
    props: (size) => ({ writablePaths: ofMiB(size) }),
    shown: (size) => `${size} MiB`,
  },
  {
    title: 'in 1024 MiB of memory, `writablePaths`, for a second size,',
    prop: 'writablePaths',
    code: 'service/directories-beyond-memory',
    refused: [512],
    taken: [511],
    props: (size) => ({ writablePaths: ofMiB(512, size) }),
    shown: () => '1024 MiB',
  },
  {
    prop: 'logRetention',
    code: 'service/not-a-log-retention',
    refused: [0.5, 0, 91, 1.5, 9999],
    taken: [1, 3, 3653],
    props: (days) => ({ logRetention: Duration.hours(days * 24) }),
    shown: (days) => `${days} days`,
  },
  {
    title: 'beside a log group that exists, `logRetention`',
    prop: 'logRetention',
    code: 'service/retention-of-another',
    refused: [30],
    taken: [undefined],
    props: (days) => ({ logGroup, logRetention: days && Duration.days(days) }),
    shown: (days) => `${days} days`,
  },
]);

test('directories may be none, and as large as the memory of the task allows', () => {
  expect(saidBy(problems, { writablePaths: [] })).toEqual([]);
  expect(saidBy(problems, { writablePaths: ofMiB(512, 512), memory: Size.gibibytes(2) })).toEqual([]);
});

test('a variable that is there twice is among the problems of the task', () => {
  expect(saidBy(problems, { environment: { PORT: '1' } })).toEqual([['service/variable-twice', 'environment', 'PORT']]);
});
