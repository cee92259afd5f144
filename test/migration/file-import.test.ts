import { propertiesOf } from '../support/api';
import { workloadStack } from '../support/cloud';
import { fileImportIn } from '../support/file-import';

const stack = workloadStack();
fileImportIn(stack);
const { StartAt, States: states } = propertiesOf(stack, 'AWS::StepFunctions::StateMachine').Definition;

test('PC13b a file that S3 has an event of starts the state machine, which validates, loads, reads the report and notifies', () => {
  expect(propertiesOf(stack, 'AWS::Events::Rule', 'ContactsStart')).toMatchObject({
    EventPattern: { source: ['aws.s3'], detail: { object: { key: [{ prefix: 'contacts/' }] } } },
    Targets: [{ RoleArn: expect.anything(), DeadLetterConfig: expect.anything() }],
  });
  expect(StartAt).toBe('IsInputKnown');
  expect(states.Validate.Next).toBe('ReadValidation');
  expect(states.IsAccepted).toMatchObject({ Choices: [{ Next: 'Load' }], Default: 'ReadReport' });
  expect(states.Load.Next).toBe('ReadReport');
  expect(states.ReadReport.Next).toBe('Notify');
});
