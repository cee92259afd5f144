import { Stack } from 'aws-cdk-lib';
import { ImageSigning } from '../../../../src/service';
import { arnOf, propertiesOf } from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { migrationIn } from '../../../support/migration';

const PROFILE = 'arn:aws:signer:ap-southeast-1:111111111111:/signing-profiles/acme';
const ruleIn = (stack: Stack, repositories = ['tracker-*']) =>
  ImageSigning.fromRule(stack, 'Signing', { signingProfileArn: PROFILE, repositories });

const stack = workloadStack();
migrationIn(stack, { requireSignature: ruleIn(stack) });
const states: Record<string, any> = propertiesOf(stack, 'AWS::StepFunctions::StateMachine').Definition.States;

test('PC11b a release asks ECR for the signature of the image before anything of it runs, with `migrateOnly` too', () => {
  expect(states.IsThereNext.Choices[0].Next).toBe('ReadSignature');
  expect(states.ReadSignature).toMatchObject({
    Resource: arnOf('states:::aws-sdk:ecr:describeImageSigningStatus'),
    Arguments: { RepositoryName: 'tracker-web', ImageId: { ImageDigest: '{% $next.ImageId.ImageDigest %}' } },
    Next: 'IsSigned',
  });
  expect(states.ReadSignature.Assign.signature).toContain(`SigningStatuses[SigningProfileArn = '${PROFILE}']`);
  expect(Object.entries(states).filter(([, state]) => JSON.stringify(state).includes('"Migrate"'))).toEqual([
    ['IsSigned', expect.anything()],
  ]);
});

test('PC11b an image without a signature by that profile is not released: the cause names it', () => {
  const { Choices, Default } = states.IsSigned;

  expect(Choices[0]).toEqual({ Condition: "{% $signature.status = 'COMPLETE' %}", Next: 'Migrate' });
  expect(Choices.slice(1).map(({ Next }: any) => Next)).toEqual(['WaitForSignature']);
  expect(Default).toBe('NotSigned');
  expect(states.NotSigned).toMatchObject({ Type: 'Fail', Error: 'NotSigned' });
  expect(states.NotSigned.Cause).toContain(
    `'The image ' & $next.ImageId.ImageDigest & ' is not signed by ${PROFILE}: '`,
  );
});

test('PC11b a release that begins right after the push waits for ECR, two minutes at most', () => {
  const [, { Condition }] = states.IsSigned.Choices;

  expect(Condition).toBe("{% $signature.status != 'FAILED' and $questions < 12 %}");
  expect([states.ReadNext, states.ReadSignature].map(({ Assign }) => Assign.questions)).toEqual([
    0,
    '{% $questions + 1 %}',
  ]);
  expect(states.WaitForSignature).toEqual({ Type: 'Wait', Seconds: 10, Next: 'ReadSignature' });
});

test('PC11b the state machine may read the status of the one repository, and sign nothing', () => {
  const statements = resourcesOf(stack, 'AWS::IAM::Policy').flatMap((it) => it.Properties.PolicyDocument.Statement);
  const own = statements.filter(({ Action }) => JSON.stringify(Action).includes('SigningStatus'));

  expect(own).toEqual([
    expect.objectContaining({
      Action: ['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:DescribeImageSigningStatus'],
      Resource: arnOf('ecr:ap-southeast-1:111111111111:repository/tracker-web'),
    }),
  ]);
  expect(JSON.stringify(statements)).not.toContain('signer:');
});

test('without `requireSignature` the state machine does not ask', () => {
  const plain = workloadStack();
  migrationIn(plain);

  expect(JSON.stringify(templateOf(plain))).not.toMatch(/Signature|SigningStatus|questions/);
});

test('the profile of another stack is no export, and its definition stays an object', () => {
  const app = newApp();
  const signing = new ImageSigning(workloadStack(app, 'Images'), 'Signing', { repositories: ['tracker-web'] });
  const services = workloadStack(app, 'Services');
  migrationIn(services, { requireSignature: signing });
  const { Definition } = propertiesOf(services, 'AWS::StepFunctions::StateMachine');

  expect(JSON.stringify(Definition.States.NotSigned.Cause)).toContain('"Fn::GetStackOutput"');
  expect(JSON.stringify(templateOf(services))).not.toContain('Fn::ImportValue');
});

test.each<[code: string, shown: unknown, signing: (stack: Stack) => any]>([
  ['schema-migration/image-never-signed', ['acme-*'], (it) => ruleIn(it, ['acme-*'])],
  [
    ...(['schema-migration/signing-elsewhere', 'North/Signing'] as const),
    () => ruleIn(new Stack(newApp(), 'North', { env: { account: '111111111111', region: 'eu-north-1' } })),
  ],
  ['props/wrong-type', PROFILE, () => PROFILE],
])('PC11b %s: `requireSignature` that signs no image of this repository is refused', (code, shown, signing) => {
  const web = workloadStack();

  expect(() => migrationIn(web, { requireSignature: signing(web) })).toThrowProblem(code, 'requireSignature', shown);
});
