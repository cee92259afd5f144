import { Subscription, SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { noteSubscriber } from './subscribers';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { matches } from '../../../core/private/checks/values';
import type { IAlarmTarget } from '../../alarm-target';

/** Subscribes an email address to the topics. */
export function emailTarget(address: string): IAlarmTarget {
  throwOnProblems(
    'AlarmTarget',
    problemIf(!matches(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, address), {
      code: 'alarm-target/email',
      prop: 'address',
      value: address,
      allowed: 'must be one email address',
      fix: 'pass one such as oncall@bank.example',
    }),
  );
  return {
    bind: (_, topics) => {
      topics.forEach((topic) => noteSubscriber(topic, address));
      const others = topics.filter(({ node }) => node.tryFindChild(address) === undefined); // a target that is passed twice
      others.forEach((topic) => {
        new Subscription(topic, address, { topic, protocol: SubscriptionProtocol.EMAIL, endpoint: address });
      });
      return {};
    },
  };
}
