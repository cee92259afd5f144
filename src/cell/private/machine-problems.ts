import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { requiredTypeProblem } from '../../core/private/checks/required-props';
import { instance, LIST, OPTIONS, TEXT, typeProblem } from '../../core/private/checks/types';
import type { CellMachineApiOptions, CellMachineRoute } from '../cell-machine-api-options';

type Problems = Array<Problem | undefined>;

/** Version that a path begins with, such as `v1`; undefined without one. */
export function versionIn(path: string): string | undefined {
  return /^\/(v[1-9]\d?)(?=\/|$)/.exec(path)?.[1];
}

/** What no machine API of a cell can have. What API Gateway takes is checked by `MachineApi` itself. */
export function machineProblems(options: CellMachineApiOptions | undefined, versions: string[]): Problems {
  if (options === undefined || !OPTIONS.has(options)) {
    return [typeProblemOf(options)];
  }
  const { authorizer, routes } = options;
  const ofLists = [
    requiredTypeProblem('machineApi.authorizer', authorizer, instance('a MachineAuthorizer', 'resultsCacheTtl')),
    requiredTypeProblem('machineApi.routes', routes, LIST),
  ];
  return LIST.has(routes) ? [...ofLists, noRouteProblem(routes), ...routes.flatMap(ofRoute(versions))] : ofLists;
}

function typeProblemOf(options: CellMachineApiOptions | undefined): Problem | undefined {
  return options === undefined ? undefined : typeProblem('machineApi', options, OPTIONS);
}

function noRouteProblem(routes: CellMachineRoute[]): Problem | undefined {
  return problemIf(routes.length === 0, {
    code: 'cell/machine-routes',
    prop: 'machineApi.routes',
    value: [],
    allowed: 'must be one route at least: API Gateway refuses the deployment of an API without any',
    fix: "pass one, such as `{ method: 'GET', path: '/v1/tasks' }`, or leave `machineApi` out",
  });
}

function ofRoute(versions: string[]) {
  return (route: CellMachineRoute, index: number): Problems => {
    const prop = `machineApi.routes[${index}]`;
    const ofTypes = OPTIONS.has(route)
      ? [
          requiredTypeProblem(`${prop}.method`, route.method, TEXT),
          requiredTypeProblem(`${prop}.path`, route.path, TEXT),
        ]
      : [requiredTypeProblem(prop, route, OPTIONS)];
    const path = OPTIONS.has(route) ? route.path : undefined;
    const wrong = typeof path === 'string' && !versions.includes(versionIn(path) ?? '');
    const known = versions.map((version) => `\`/${version}/\``).join(' or ');
    return [
      ...ofTypes,
      problemIf(wrong, {
        code: 'cell/machine-route',
        prop: `${prop}.path`,
        value: Token.isUnresolved(path) ? 'a token' : path,
        allowed: `must begin with ${known}: the load balancer knows the versions of the API by it`,
        fix: 'put the version before it, or add the version to `apiVersions`',
      }),
    ];
  };
}
