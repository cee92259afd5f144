import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { IServiceBinding, ServiceBinding } from '../../../src/core';
import { ImageRepository, StandaloneTask, WorkerService } from '../../../src/service';
import { IMAGE } from '../../support/api';
import { bindingWith } from '../../support/binding';
import { resourcesOf, workloadStack } from '../../support/cloud';
import type { Said } from '../../support/problems';
import { networkIn } from '../../support/scaffold';

const secretIn = (stack = workloadStack()) => Secret.fromSecretNameV2(stack, 'Secret', 'team/db');
const placed = (parts: object) => {
  const stack = workloadStack();
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  return { stack, props: { vpc: networkIn(stack).vpc, image, uses: [bindingWith({}), bindingWith(parts)] } };
};
const OBJECT = 'an object';
const input = { key: 'DB_URI', target: 'team/db', owner: 'an operator' };

/** What plain JavaScript and Python pass, and the compiler refuses. */
const WRONG: Array<[said: Said, parts: object]> = [
  [['props/missing', 'uses[1].variables', undefined], { variables: undefined }],
  [['props/missing', 'uses[1].parameters', undefined], { parameters: undefined }],
  [['props/missing', 'uses[1].secrets', undefined], { secrets: undefined }],
  [['props/missing', 'uses[1].pendingInputs', undefined], { pendingInputs: undefined }],
  [['props/missing', 'uses[1].fingerprint', undefined], { fingerprint: undefined }],
  [['props/missing', 'uses[1].allowAccessFrom', undefined], { allowAccessFrom: undefined }],
  [['props/missing', 'uses[1].grantUse', undefined], { grantUse: undefined }],
  [['props/wrong-type', 'uses[1].grantUse', 'none'], { grantUse: 'none' }],
  [['props/wrong-type', 'uses[1].variables', ['DB_HOST']], { variables: ['DB_HOST'] }],
  [['props/missing', 'uses[1].variables.DB_HOST', undefined], { variables: { DB_HOST: undefined } }],
  [['props/wrong-type', 'uses[1].variables.DB_PORT', 5432], { variables: { DB_PORT: 5432 } }],
  [['props/wrong-type', 'uses[1].parameters.PORT', '/team/PORT'], { parameters: { PORT: '/team/PORT' } }],
  [['props/wrong-type', 'uses[1].secrets.DB_PASSWORD', OBJECT], { secrets: { DB_PASSWORD: secretIn() } }],
  [['props/wrong-type', 'uses[1].pendingInputs', ['DB_URI']], { pendingInputs: ['DB_URI'] }],
  [['props/missing', 'uses[1].pendingInputs[0].command', undefined], { pendingInputs: [input] }],
];

describe.each([WorkerService, StandaloneTask])('%p names the member of what it uses that', (kind) => {
  test.each(WRONG)('is wrong, before it makes anything: %j', ([code, prop, value], parts) => {
    const { stack, props } = placed(parts);

    expect(() => new kind(stack, 'Tasks', props)).toThrowProblem(code, prop, value, 'Web/Tasks');
    expect(resourcesOf(stack, 'AWS::IAM::Role')).toEqual([]);
  });
});

test.each([WorkerService, StandaloneTask])('%p names the variable of `environment` that is no text', (kind) => {
  const { stack, props } = placed({});
  const environment = { RATE: 3 } as unknown as Record<string, string>;
  const wrong = () => new kind(stack, 'Tasks', { ...props, environment });

  expect(wrong).toThrowProblem('props/wrong-type', 'environment.RATE', 3, 'Web/Tasks');
});

test('a binding that is renamed is checked in the same way', () => {
  const binding = { ...bindingWith({}), secrets: { DB_PASSWORD: secretIn() } } as unknown as IServiceBinding;

  expect(() => ServiceBinding.withNames(binding, {})).toThrowProblem(
    'props/wrong-type',
    'binding.secrets.DB_PASSWORD',
    OBJECT,
  );
});
