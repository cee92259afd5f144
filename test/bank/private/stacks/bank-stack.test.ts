import { BankStack } from '../../../../src/bank/private/stacks/bank-stack';
import { bankApp, configOf } from '../../../support/bank';
import { templateOf } from '../../../support/cloud';

class SomeStack extends BankStack {}

test('RB20 a stack is named after the prefix, is where the image is, and says what it is for', () => {
  const stack = new SomeStack(bankApp(), 'some', configOf({ namePrefix: 'stg-bank' }), 'What it is for');

  expect(stack.stackName).toBe('stg-bank-some');
  expect([stack.account, stack.region]).toEqual(['982233224911', 'ap-southeast-1']);
  expect(templateOf(stack).Description).toBe('What it is for');
});
