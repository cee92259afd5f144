import { CfnOutput, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { ApiDomain, ApiExposure, ContainerImageChannel } from '../../../src/service';
import { nameAnywhere } from '../../../src/service/private/references';
import { apiDomainIn, ApiProps, danglingIn, exportsIn, IMAGE, runningApi, serviceOf, watchIn } from '../../support/api';
import { newApp, templateOf, WORKLOAD, workloadStack } from '../../support/cloud';
import { networkIn, scaffoldIn } from '../../support/scaffold';

/** A thing with a name that CloudFormation makes, and two stacks that read it: its own and another. */
const readWith = (replacedBy: unknown[], id = 'Thing') => {
  const app = newApp();
  const home = workloadStack(app, 'Home');
  const reader = workloadStack(app, 'Reader');
  const owner = new Construct(home, id);
  const value = new CfnResource(owner, 'Resource', { type: 'Bank::Thing' }).ref;
  const name = nameAnywhere({ name: 'ThingName', owner, value, replacedBy });
  [home, reader].forEach((stack) => new CfnOutput(stack, 'Read', { value: name }));
  const there = templateOf(reader).Outputs.Read.Value;
  return { app, home, reader, here: templateOf(home).Outputs, there };
};

/** Where alarms in another stack read the names of an API, by the names of the dimensions. */
const namesRead = (props: ApiProps, withDomain?: string): Record<string, string> => {
  const app = newApp();
  const stack = workloadStack(app);
  const domain = withDomain === undefined ? undefined : apiDomainIn(stack, withDomain);
  const watch = watchIn(
    app,
    runningApi({ rollOnSecretChange: true, ...props, ...(domain && { domain }) }, stack).alarmDefinitions,
  );
  const found = JSON.stringify(templateOf(watch)).matchAll(
    /"Name":"(\w+)","Value":\{"Fn::GetStackOutput":(\{[^}]*\})/g,
  );
  return Object.fromEntries([...found].map(([, name, reference]) => [name, JSON.parse(reference).OutputName]));
};

test('in its own stack a name is what it always was', () => {
  expect(readWith([]).here.Read.Value).toEqual({ Ref: expect.stringMatching(/^Thing/) });
});

test('another stack reads it weakly, and comes after', () => {
  const { app, home, reader, here, there } = readWith([]);
  const { OutputName, StackName } = there['Fn::GetStackOutput'];

  expect([StackName, OutputName]).toEqual(['Home', expect.stringMatching(/^ThingName[0-9a-f]{8}$/)]);
  expect(here[OutputName]).toEqual({ Value: { Ref: expect.stringMatching(/^Thing/) } });
  expect(exportsIn(app)).toEqual([]);
  expect(reader.dependencies).toEqual([home]);
});

test('another resource, or one that something replaces, is read under another name', () => {
  const nameWith = (...args: Parameters<typeof readWith>) => readWith(...args).there['Fn::GetStackOutput'].OutputName;

  expect(nameWith([])).toBe(nameWith([]));
  expect(new Set([nameWith([]), nameWith([], 'Other'), nameWith([1]), nameWith([2])]).size).toBe(4);
});

describe('a stack that watches an API', () => {
  test('reads every name that CloudFormation makes, and finds all of them', () => {
    const app = newApp();
    const stack = workloadStack(app);
    watchIn(app, runningApi({ rollOnSecretChange: true }, stack).alarmDefinitions);

    expect(Object.keys(namesRead({})).sort()).toEqual([
      'CertificateArn',
      'LoadBalancer',
      'RuleName',
      'StateMachineArn',
      'TargetGroup',
    ]);
    expect(danglingIn(app)).toEqual([]);
    expect(exportsIn(app)).toEqual([]);
  });

  test('sees targets on another port as the same', () => {
    const on = (containerPort: number) => namesRead({ settings: undefined, containerPort, rollOnSecretChange: false });

    expect(on(8080)).toEqual(on(9000));
  });

  test('sees the other kind of load balancer and its targets as others', () => {
    const open = namesRead({});
    const closed = namesRead({ exposure: ApiExposure.withinVpc(), loadBalancerSubnets: undefined });

    expect(closed.LoadBalancer).not.toBe(open.LoadBalancer);
    expect(closed.TargetGroup).not.toBe(open.TargetGroup);
    expect(closed.RuleName).toBe(open.RuleName);
  });

  test('sees the certificate of another name as another', () => {
    expect(namesRead({}, 'api2.bank.example').CertificateArn).not.toBe(namesRead({}).CertificateArn);
  });

  test('finds all names where the network is in a third stack of the app', () => {
    const app = newApp();
    const vpc = new Vpc(workloadStack(app, 'Network'), 'Vpc', { availabilityZones: ['a', 'b'], natGateways: 1 });
    watchIn(app, runningApi({ vpc, rollOnSecretChange: true }, workloadStack(app)).alarmDefinitions);

    expect(danglingIn(app)).toEqual([]);
  });

  test('reads no name of a certificate that exists', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const arn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/1';
    const domain = ApiDomain.elsewhere('api.bank.example', Certificate.fromCertificateArn(stack, 'Mine', arn));
    const watch = watchIn(app, runningApi({ domain }, stack).alarmDefinitions);

    expect(JSON.stringify(templateOf(watch))).not.toContain('CertificateArn');
  });
});

describe('an API', () => {
  test('whose settings, image and network are in other stacks comes after those it reads, and holds nothing of them', () => {
    const app = newApp();
    const [network, data, images] = ['Network', 'Data', 'Images'].map((id) => workloadStack(app, id));
    const stack = workloadStack(app);
    const props = {
      ...{ vpc: networkIn(network).vpc, settings: scaffoldIn(data), rollOnSecretChange: true },
      image: new ContainerImageChannel(images, 'Image', { image: IMAGE }),
    };
    const watch = watchIn(app, runningApi(props, stack).alarmDefinitions);

    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(new Set(stack.dependencies)).toEqual(new Set([data, images]));
    expect(watch.dependencies).toEqual([stack]);
    expect([network, data, images].flatMap(({ dependencies }) => dependencies)).toEqual([]);
  });

  test('in a Stage is watched by a stack of that Stage', () => {
    const app = newApp();
    const stage = new Stage(app, 'Prod', { env: WORKLOAD });
    const stack = new Stack(stage, 'Web');
    const { alarmDefinitions } = runningApi({ rollOnSecretChange: true }, stack);
    const watch = watchIn(app, alarmDefinitions, new Stack(stage, 'Watch'));

    expect(serviceOf(stack).DesiredCount).toBe(2);
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(watch.dependencies).toEqual([stack]);
    expect(JSON.stringify(templateOf(watch))).toContain('"StackName":"Prod-Web"');
  });

  test('in a nested stack is watched through the stack around it', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const nested = new NestedStack(stack, 'Nested');
    const watch = watchIn(app, runningApi({ rollOnSecretChange: true }, nested).alarmDefinitions);

    expect(serviceOf(nested).DesiredCount).toBe(2);
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(watch.dependencies).toEqual([stack]);
    expect(JSON.stringify(templateOf(watch))).toContain('"StackName":"Web"');
  });

  test('in a stack without account and region has all its names all the same', () => {
    const app = newApp();
    const stack = new Stack(app, 'Web');
    const watch = watchIn(app, runningApi({}, stack).alarmDefinitions, new Stack(app, 'Watch'));

    expect(danglingIn(app)).toEqual([]);
    expect(watch.dependencies).toEqual([stack]);
    expect(serviceOf(stack).ServiceName).toBe('prd-rl-bank-api');
  });
});
