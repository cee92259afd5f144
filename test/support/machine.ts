import { Aws, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { resourcesOf, templateOf, workloadStack } from './cloud';
import { MachineApi, MachineApiProps, MachineAuthorizer, MachineIntegration } from '../../src/access';
import { BankDns, HostedZoneSource } from '../../src/network';
import { ApiDomain } from '../../src/service';

/** A function, which does nothing. */
export function functionIn(stack: Stack, id: string): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({})'),
  });
}

/** A function that the app imports: the library makes none. */
export function importedFunctionIn(stack: Stack, id: string): IFunction {
  return LambdaFunction.fromFunctionArn(stack, id, `arn:aws:lambda:ap-southeast-1:${Aws.ACCOUNT_ID}:function:${id}`);
}

export function dnsIn(stack: Stack): BankDns {
  const known = stack.node.tryFindChild('Dns') as BankDns | undefined;
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
  return known ?? new BankDns(stack, 'Dns', { rootDomain: 'tracker.example', zone });
}

/** A machine API without routes, unless a test gives it another authorizer or domain. */
export function bareApiIn(stack: Stack, props: Partial<MachineApiProps> = {}, id = 'Api'): MachineApi {
  return new MachineApi(stack, id, {
    domain: props.domain ?? ApiDomain.inZone(dnsIn(stack), 'api.tracker.example'),
    authorizer: props.authorizer ?? MachineAuthorizer.lambdaFunction(importedFunctionIn(stack, 'Check')),
    ...props,
  });
}

/** A machine API with an open route, and one for which clients need a key. */
export function machineApiIn(stack: Stack = workloadStack(), props: Partial<MachineApiProps> = {}): MachineApi {
  const api = bareApiIn(stack, props);
  const sql = MachineIntegration.lambdaFunction(importedFunctionIn(stack, 'Sql'));
  api.addRoute('GET', '/v1/', sql, { open: true });
  api.addRoute('POST', '/v1/sql', sql);
  return api;
}

/** The only resource of a type. */
export function only(stack: Stack, type: string): any {
  const found = resourcesOf(stack, type);
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** The method of a route, by its HTTP method and the path that its resources make up. */
export function methodOf(stack: Stack, method: string, path: string): any {
  const { Resources } = templateOf(stack);
  const all = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::ApiGateway::Method');
  return all.find(({ Properties }) => {
    return Properties.HttpMethod === method && pathOf(Resources, Properties.ResourceId) === path;
  })?.Properties;
}

function pathOf(resources: any, id: any): string {
  const { PathPart, ParentId } = resources[id.Ref]?.Properties ?? {};
  return PathPart === undefined ? '/' : `${pathOf(resources, ParentId).replace(/\/$/, '')}/${PathPart}`;
}
