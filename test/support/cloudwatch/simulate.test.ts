import { App, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmRule, CompositeAlarm, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { MetricSource } from './metric-alarm';
import { simulate } from './simulate';
import { templateOf } from '../cloud';

/** Breaches from minute 10 until 20, Other from 12 until 30; a third begins with the second. */
const source: MetricSource = ({ metricName }) => {
  const [from, to] = { Length: [10, 20], Other: [12, 30], Third: [12, 30] }[metricName]!;
  return (_, minute) => (minute > from && minute <= to ? 9 : 0);
};

describe('a simulation of alarms', () => {
  test('has each transition, and what it sent to which topic', () => {
    const { notifications, transitions } = simulate(
      threeAlarms((alarms) => AlarmRule.allOf(...alarms)),
      source,
      { to: 40 },
    );
    expect(transitions).toMatchObject({
      'prd-Length': [{ minute: 0 }, { minute: 12, state: 'ALARM' }, { minute: 22, state: 'OK' }],
      'prd-Both': [{ minute: 0 }, { minute: 14, state: 'ALARM' }, { minute: 22, state: 'OK' }],
    });
    expect(notifications).toEqual([
      { minute: 12, alarm: 'prd-Length', action: 'ALARM', topic: expect.stringMatching('Ticket') },
      { minute: 14, alarm: 'prd-Both', action: 'ALARM', topic: expect.stringMatching('Page') },
      { minute: 22, alarm: 'prd-Both', action: 'OK', topic: expect.stringMatching('Page') },
    ]);
  });

  test('reads a minute as soon as it has ended where there is no delay', () => {
    const template = threeAlarms((alarms) => AlarmRule.allOf(...alarms));
    const [first] = simulate(template, source, { to: 40, delay: 0 }).notifications;
    expect(first.minute).toBe(11);
  });

  test('evaluates composite alarms at each change within a minute, in both orders', () => {
    const template = threeAlarms(([, other, third]) => AlarmRule.allOf(other, AlarmRule.not(third)));
    const pages = [false, true].map((isReversed) => {
      return simulate(template, source, { to: 40, isReversed }).notifications.filter(({ topic }) =>
        topic.startsWith('Page'),
      );
    });
    expect(pages.map((sent) => sent.map(({ minute, action }) => `${minute} ${action}`))).toEqual([
      ['14 ALARM', '14 OK'], // the third comes behind the other
      ['32 ALARM', '32 OK'], // and goes before it
    ]);
  });

  test('has a composite alarm that holds from the start', () => {
    const template = threeAlarms(() => AlarmRule.fromBoolean(true));
    expect(simulate(template, source, { from: 3, to: 5 }).notifications).toMatchObject([
      { minute: 3, action: 'ALARM' },
    ]);
  });

  test('has composite alarms of composite alarms, with names or without', () => {
    const stack = new Stack();
    const alarm = alarmOf(stack, 'Length');
    const first = new CompositeAlarm(stack, 'Z', { alarmRule: AlarmRule.not(AlarmRule.fromBoolean(false)) });
    new CompositeAlarm(stack, 'A', { compositeAlarmName: 'prd-A', alarmRule: AlarmRule.allOf(first, alarm) });
    const { transitions } = simulate(templateOf(stack), source, { to: 15 });
    expect(transitions['prd-A']).toMatchObject([{ minute: 0 }, { minute: 12, state: 'ALARM' }]);
  });

  test('leaves out the actions of a composite alarm under its suppressor', () => {
    const sent = (wait: number) => {
      const template = threeAlarms(([length]) => AlarmRule.fromAlarm(length, 'ALARM' as any), wait);
      const { notifications } = simulate(template, source, { to: 60 });
      return notifications
        .filter(({ topic }) => topic.startsWith('Page'))
        .map(({ minute, action }) => `${minute} ${action}`);
    };
    expect(sent(5)).toEqual(['36 OK']); // Other suppresses from 14 until 32, and four minutes longer
    expect(sent(1)).toEqual(['13 ALARM', '36 OK']);
  });

  test('does nothing where actions are off', () => {
    const template = threeAlarms(() => AlarmRule.fromBoolean(true));
    const off = Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::CloudWatch::CompositeAlarm');
    off.Properties.ActionsEnabled = false;
    expect(simulate(template, source, { to: 5 }).notifications).toEqual([]);
  });

  test('refuses a rule that asks for what the template does not have, or itself', () => {
    const rule = (text: string) => ({
      Resources: { A: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: 'a', AlarmRule: text } } },
    });
    expect(() => simulate(rule('ALARM(b)'), source, { to: 1 })).toThrow('refers to b');
    expect(() => simulate(rule('ALARM(a)'), source, { to: 1 })).toThrow('The rule of a asks itself');
  });
});

/** Three alarms of a metric each, the first with a ticket, and a composite alarm that pages. */
function threeAlarms(rule: (alarms: Alarm[]) => any, wait?: number): any {
  const stack = new Stack(new App(), 'Bank');
  const alarms = ['Length', 'Other', 'Third'].map((name) => alarmOf(stack, name, `prd-${name}`));
  alarms[0].addAlarmAction(new SnsAction(new Topic(stack, 'Ticket')));
  const both = new CompositeAlarm(stack, 'Both', {
    compositeAlarmName: 'prd-Both',
    alarmRule: rule(alarms),
    ...(wait && {
      actionsSuppressor: alarms[1],
      actionsSuppressorWaitPeriod: Duration.minutes(wait),
      actionsSuppressorExtensionPeriod: Duration.minutes(4),
    }),
  });
  const page = new SnsAction(new Topic(stack, 'Page'));
  both.addAlarmAction(page);
  both.addOkAction(page);
  return templateOf(stack);
}

function alarmOf(stack: Stack, metricName: string, alarmName?: string): Alarm {
  return new Alarm(stack, metricName, {
    alarmName,
    metric: new Metric({ namespace: 'Bank', metricName, period: Duration.minutes(1) }),
    evaluationPeriods: 1,
    threshold: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
