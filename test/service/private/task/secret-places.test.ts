import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ServiceSecret } from '../../../../src/core';
import { ImageRepository, StandaloneTask, WorkerService } from '../../../../src/service';
import { secretPlaceProblems } from '../../../../src/service/private/task/secret-places';
import { IMAGE } from '../../../support/api';
import { bindingWith } from '../../../support/binding';
import { workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

const arnIn = (place: string) => `arn:aws:secretsmanager:${place}:secret:team/db-AbCdEf`;
const tasksWith = (arn: string, prop: 'uses' | 'settings', kind: typeof WorkerService | typeof StandaloneTask) => {
  const stack = workloadStack();
  const secret = Secret.fromSecretCompleteArn(stack, 'Secret', arn);
  const uses = [bindingWith({ secrets: { DB_PASSWORD: ServiceSecret.fromJsonField(secret, 'password') } })];
  const settings = { port: 9000, parameters: {}, secrets: { DB_URI: secret }, pendingInputs: [], fingerprint: '' };
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  const given = prop === 'uses' ? { uses } : { settings };
  return () => new kind(stack, 'Tasks', { vpc: networkIn(stack).vpc, image, ...given });
};

describe.each([WorkerService, StandaloneTask])('%p', (kind) => {
  test.each(['us-east-1:111111111111', 'ap-southeast-1:222222222222'])('refuses a secret of %s', (place) => {
    const arn = arnIn(place);
    const code = 'service/secret-elsewhere';

    expect(tasksWith(arn, 'uses', kind)).toThrowProblem(code, 'uses[0].secrets.DB_PASSWORD', arn);
    expect(tasksWith(arn, 'settings', kind)).toThrowProblem(code, 'settings.secrets.DB_URI', arn);
  });

  test('takes one of its own account and region', () => {
    expect(tasksWith(arnIn('ap-southeast-1:111111111111'), 'uses', kind)).not.toThrow();
  });
});

test('a stack that is deployed anywhere takes any secret', () => {
  const stack = new Stack();
  const secret = Secret.fromSecretCompleteArn(stack, 'Secret', arnIn('us-east-1:111111111111'));
  const uses = [bindingWith({ secrets: { DB_URI: ServiceSecret.fromSecret(secret) } })];

  expect(secretPlaceProblems(stack, { uses })).toEqual([undefined]);
});
