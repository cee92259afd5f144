import { Subscription, SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { matches } from '../../core/private/matches';
import { problemIf, refuse } from '../../core/private/refuse';
import type { IAlarmTarget } from '../alarm-target';

/** Mail to one address. */
export function emailTarget(address: string): IAlarmTarget {
  refuse(
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
