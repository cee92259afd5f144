import { Subscription, SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { matches } from '../../../core/private/checks/values';
import type { IAlarmTarget } from '../../alarm-target';

/** Mail to one address. */
export function emailTarget(address: string): IAlarmTarget {
  throwOnProblems(
    'AlarmTarget',
    problemIf(!matches(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, address), {
      code: 'alarm-target/email',
      prop: 'address',
      value: address,
      allowed: 'SNS sends mail to one address',
      fix: 'pass an address such as oncall@bank.example',
    }),
  );
  return {
    bind: (_, topics) => {
      const others = topics.filter(({ node }) => node.tryFindChild(address) === undefined); // named twice
      others.forEach((topic) => {
        new Subscription(topic, address, { topic, protocol: SubscriptionProtocol.EMAIL, endpoint: address });
      });
      return {};
    },
  };
}
