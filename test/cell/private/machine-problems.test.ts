import { Aws } from 'aws-cdk-lib';
import { MachineAuthorizer } from '../../../src/access';
import { CellMachineApiOptions } from '../../../src/cell';
import { machineProblems } from '../../../src/cell/private/machine-problems';
import { cellIn } from '../../support/cell';
import { newApp } from '../../support/cloud';

const authorizer = { resultsCacheTtl: undefined } as unknown as MachineAuthorizer;
const routes = [{ method: 'GET', path: '/v1/tasks' }];
const right: CellMachineApiOptions = { authorizer, routes };

describe('PC9 the API for programs of a cell is refused', () => {
  test.each<[string, string, unknown, unknown]>([
    ['props/wrong-type', 'machineApi', 'yes', 'yes'],
    ['props/missing', 'machineApi.authorizer', undefined, { routes }],
    ['props/wrong-type', 'machineApi.authorizer', 'an object', { ...right, authorizer: {} }],
    ['props/missing', 'machineApi.routes', undefined, { authorizer }],
    ['props/wrong-type', 'machineApi.routes', 'an object', { ...right, routes: {} }],
    ['cell/machine-routes', 'machineApi.routes', [], { ...right, routes: [] }],
    ['props/wrong-type', 'machineApi.routes[0]', 'GET', { ...right, routes: ['GET'] }],
    ['props/missing', 'machineApi.routes[0]', undefined, { ...right, routes: [undefined] }],
    ['props/missing', 'machineApi.routes[0].method', undefined, { ...right, routes: [{ path: '/v1' }] }],
    ['props/wrong-type', 'machineApi.routes[1].path', 1, { ...right, routes: [...routes, { method: 'GET', path: 1 }] }],
    ['cell/machine-route', 'machineApi.routes[0].path', '/v3/tasks', { ...right, routes: [at('/v3/tasks')] }],
    ['cell/machine-route', 'machineApi.routes[0].path', '/v1tasks', { ...right, routes: [at('/v1tasks')] }],
    ['cell/machine-route', 'machineApi.routes[0].path', '/tasks', { ...right, routes: [at('/tasks')] }],
    ['cell/machine-route', 'machineApi.routes[0].path', 'a token', { ...right, routes: [at(Aws.STACK_NAME)] }],
  ])('%s: %s is %j', (code, prop, value, machineApi) => {
    const problems = { machineApi: machineApi as CellMachineApiOptions, apiVersions: ['v1', 'v2'] };

    expect(() => cellIn(newApp(), problems)).toThrowProblem(code, prop, value, 'ProductCell');
  });

  test('not without it, nor with routes of each version', () => {
    expect(machineProblems(undefined, ['v1'])).toEqual([]);
    const both = { authorizer, routes: [at('/v1'), at('/v2/tasks/{id}')] };
    expect(machineProblems(both, ['v1', 'v2']).filter((it) => it !== undefined)).toEqual([]);
  });
});

function at(path: string) {
  return { method: 'GET', path };
}
