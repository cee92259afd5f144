import { Stack } from 'aws-cdk-lib';
import { InternalService, InternalServiceProps } from '../../../../src/service';
import { rulesOf } from '../../../support/api';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';
import { permissionsIn, placeIn } from '../../../support/internal';

const stackWith = (props: Partial<InternalServiceProps> = {}) => {
  const stack = workloadStack();
  return { stack, permissions: permissionsIn(stack, placeIn(stack), props) };
};
describe('services that call each other', () => {
  const circleOf = (stack: Stack, other: Stack, between: number) => {
    const here = placeIn(stack);
    const there = stack === other ? here : placeIn(other);
    const one = permissionsIn(stack, here);
    let last = one;
    for (let index = 0; index <= between; index++) {
      const { cloudMapNamespace } = one;
      last = new InternalService(other, `Ledger${index}`, {
        ...there,
        ...{ serviceName: `prd-ledger-${index}`, cloudMapNamespace, containerPort: 80, uses: [last] },
      });
    }
    return { one, last };
  };
  test('are refused, which CloudFormation would say of their dependencies', () => {
    const stack = workloadStack();
    const app = newApp();
    [
      circleOf(stack, stack, 0),
      circleOf(workloadStack(app), workloadStack(app, 'Other'), 1), //
    ].forEach(({ one, last }) =>
      expect(() => last.allowAccessFrom(one.service)).toThrowProblem(
        'internal-service/circle',
        'client',
        'Web/Permissions/Service',
      ),
    );
  });

  test('are taken with a plain variable and `connections`, as the error says', () => {
    const stack = workloadStack();
    const { one, last } = circleOf(stack, stack, 0);
    last.connections.allowDefaultPortFrom(one.service);
    const [first] = resourcesOf(stack, 'AWS::ECS::Service').filter(
      ({ Properties }) => Properties.ServiceName === 'prd-permissions',
    );

    expect(rulesOf(stack, 'Ingress').sort()).toEqual([
      [50051, 50051],
      [80, 80],
    ]);
    expect(first.DependsOn).not.toContain(stack.getLogicalId(last.service.node.defaultChild as any));
  });

  test('one that calls itself is none', () => {
    const { stack, permissions } = stackWith();
    permissions.allowAccessFrom(permissions.service);

    expect(rulesOf(stack, 'Ingress')).toEqual([[50051, 50051]]);
  });
});
