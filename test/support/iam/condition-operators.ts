// The simulator asks each operator of each condition what it is, by a comparison in the locale of the user, which takes a third of
// its time. There are a dozen operators, and the answers are pure.
import { ConditionOperationImpl } from '../../../node_modules/@cloud-copilot/iam-policy/dist/cjs/conditions/conditionOperation.js';

const { prototype } = ConditionOperationImpl;
const { baseOperator, isIfExists } = prototype;
prototype.baseOperator = remembered(baseOperator);
prototype.isIfExists = remembered(isIfExists);

function remembered<T>(answer: (this: ConditionOperationImpl) => T): (this: ConditionOperationImpl) => T {
  const answers = new Map<string, T>();
  return function (this: ConditionOperationImpl) {
    const operator = this.value();
    if (!answers.has(operator)) answers.set(operator, answer.call(this));
    return answers.get(operator)!;
  };
}
