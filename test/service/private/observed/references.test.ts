import { CfnOutput, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiDomain, ApiExposure, ImageRepository } from '../../../../src/service';
import { crossStackName } from '../../../../src/service/private/observed/references';
import * as api from '../../../support/api';
import { newApp, templateOf, WORKLOAD, workloadStack } from '../../../support/cloud';
import { networkIn, scaffoldIn } from '../../../support/scaffold';

const { danglingIn, exportsIn, serviceOf } = api;

/** A thing with a name that CloudFormation makes, and two stacks that read it: its own and another. */
const readWith = (replacedBy: unknown[], id = 'Thing') => {
  const app = newApp();
  const [home, reader] = [workloadStack(app, 'Home'), workloadStack(app, 'Reader')];
  const owner = new Construct(home, id);
  const value = new CfnResource(owner, 'Resource', { type: 'Bank::Thing' }).ref;
  const name = crossStackName({ name: 'ThingName', owner, value, replacedBy });
  [home, reader].forEach((stack) => new CfnOutput(stack, 'Read', { value: name }));
  return { app, home, reader, here: templateOf(home).Outputs, there: templateOf(reader).Outputs.Read.Value };
};

/** An API that waits for nothing, and a stack with its alarms. */
const watched = (props: api.ApiProps, stack: Stack, watch = workloadStack(stack.node.root, 'Watch')) => {
  const app = stack.node.root as ReturnType<typeof newApp>;
  api.watchIn(app, api.runningApi({ rollOnSecretChange: true, ...props }, stack).alarmDefinitions, watch);
  return { app, watch };
};

/** Where alarms in another stack read the names of an API, by the names of the dimensions. */
const namesRead = (props: api.ApiProps, withDomain?: string): Record<string, string> => {
  const stack = workloadStack();
  const domain = withDomain && { domain: api.apiDomainIn(stack, withDomain) };
  const { app, watch } = watched({ ...props, ...(domain || {}) }, stack);
  const pattern = /"Name":"(\w+)","Value":\{"Fn::GetStackOutput":(\{[^}]*\})/g;
  const found = JSON.stringify(templateOf(watch)).matchAll(pattern);
  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  return Object.fromEntries([...found].map(([, name, reference]) => [name, JSON.parse(reference).OutputName]));
};

test('in its own stack a name is what it always was, and another stack reads it weakly, and comes after', () => {
  const { app, home, reader, here, there } = readWith([]);
  const { OutputName, StackName } = there['Fn::GetStackOutput'];
  const ref = { Ref: expect.stringMatching(/^Thing/) };

  expect([StackName, OutputName]).toEqual(['Home', expect.stringMatching(/^ThingName[0-9a-f]{8}$/)]);
  expect([here.Read.Value, here[OutputName]]).toEqual([ref, { Value: ref }]);
  expect(exportsIn(app)).toEqual([]);
  expect(reader.dependencies).toEqual([home]);
});

test('another resource, or one that something replaces, is read under another name', () => {
  const nameWith = (...args: Parameters<typeof readWith>) => readWith(...args).there['Fn::GetStackOutput'].OutputName;

  expect(nameWith([])).toBe(nameWith([]));
  expect(new Set([nameWith([]), nameWith([], 'Other'), nameWith([1]), nameWith([2])]).size).toBe(4);
});

describe('a stack that watches an API', () => {
  const open = namesRead({});

  test('reads every name that CloudFormation makes, and finds all of them', () => {
    const names = ['CertificateArn', 'LoadBalancer', 'StateMachineArn', 'TargetGroup'];

    expect(Object.keys(open).sort()).toEqual(names);
  });

  test.each<[string, string[], api.ApiProps, string?]>([
    ['targets on another port as the same', [], { settings: undefined, containerPort: 8080 }],
    [
      'the other kind of load balancer and its targets as others',
      ['LoadBalancer', 'TargetGroup'],
      { exposure: ApiExposure.withinVpc(), loadBalancerSubnets: undefined },
    ],
    ['the certificate of another name as another', ['CertificateArn'], {}, 'api2.bank.example'],
  ])('sees %s', (_, others, props, name = 'api.bank.example') => {
    const seen = namesRead({ rollOnSecretChange: false, ...props }, name);

    expect(Object.keys(seen).filter((it) => seen[it] !== open[it])).toEqual(others);
    expect(Object.keys(seen)).toHaveLength(3); // without the machine
  });

  test('reads no name of a certificate that exists', () => {
    const stack = workloadStack();
    const { watch } = watched(
      { domain: ApiDomain.outsideRoute53('api.bank.example', api.certificateIn(stack)) },
      stack,
    );

    expect(JSON.stringify(templateOf(watch))).not.toContain('CertificateArn');
  });
});

test('an API whose settings, image and network are in other stacks comes after those it reads, and holds nothing of them', () => {
  const app = newApp();
  const [network, data, images] = ['Network', 'Data', 'Images'].map((id) => workloadStack(app, id));
  const stack = workloadStack(app);
  const image = new ImageRepository(images, 'Image', { image: api.IMAGE });
  const { watch } = watched({ vpc: networkIn(network).vpc, settings: scaffoldIn(data), image }, stack);

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(new Set(stack.dependencies)).toEqual(new Set([data, images]));
  expect(watch.dependencies).toEqual([stack]);
  expect([network, data, images].flatMap(({ dependencies }) => dependencies)).toEqual([]);
});

test.each<[string, string | undefined, () => { stack: Stack; around?: Stack; watch?: Stack }]>([
  [
    'in a Stage is watched by a stack of that Stage',
    '"StackName":"Prod-Web"',
    () => {
      const stage = new Stage(newApp(), 'Prod', { env: WORKLOAD });
      return { stack: new Stack(stage, 'Web'), watch: new Stack(stage, 'Watch') };
    },
  ],
  [
    'in a nested stack is watched through the stack around it',
    '"StackName":"Web"',
    () => {
      const around = workloadStack();
      return { stack: new NestedStack(around, 'Nested'), around };
    },
  ],
  [
    'in a stack without account and region has all its names all the same',
    undefined,
    () => {
      const app = newApp();
      return { stack: new Stack(app, 'Web'), watch: new Stack(app, 'Watch') };
    },
  ],
])('an API %s', (_, expected, make) => {
  const made = make();
  const { app, watch } = watched({}, made.stack, made.watch);

  expect(serviceOf(made.stack)).toMatchObject({ ServiceName: 'prd-rl-bank-api', DesiredCount: 2 });
  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(watch.dependencies).toEqual([made.around ?? made.stack]);
  expect(JSON.stringify(templateOf(watch))).toContain(expected ?? '"Fn::');
});
