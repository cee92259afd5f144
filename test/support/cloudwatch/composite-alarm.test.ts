import { parseRule, Suppressor } from './composite-alarm';
import { AlarmState } from './metric-alarm';

const states: Record<string, AlarmState> = { Cpu: 'ALARM', Disk: 'OK', Net: 'INSUFFICIENT_DATA', 'a b': 'ALARM' };

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
test.each([
  ['ALARM(Cpu) AND ALARM(Disk)', false],
  ['ALARM("Cpu") AND NOT ALARM(\'Disk\')', true],
  ['(ALARM(Cpu) OR ALARM(Disk)) AND OK(Net)', false],
  ['(ALARM(Cpu) OR ALARM(Disk)) AND INSUFFICIENT_DATA(Net)', true],
  ['ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Cpu")', true],
  ['ALARM("a b")', true],
  ['ALARM(Disk) AND ALARM(Disk) OR ALARM(Cpu)', true],
  ['NOT (ALARM(Cpu) AND TRUE) OR FALSE', false],
  ['TRUE', true],
])('the rule %s is %s', (text, expected) => {
  expect(parseRule(text).isTrue((alarm) => states[alarm])).toBe(expected);
});

test('a rule names the alarms that it asks', () => {
  expect(parseRule('ALARM("arn:aws:cloudwatch:eu-west-1:1:alarm:a") OR NOT OK(b)').alarms).toEqual(['a', 'b']);
});

test.each(['ALARM(Cpu', 'ALARM(Cpu) AND', 'ALARM(Cpu) ALARM(Disk)', '(ALARM(Cpu)', 'BROKEN(Cpu)', ''])(
  '"%s" is refused',
  (text) => {
    expect(() => parseRule(text)).toThrow('This is no rule of a composite alarm');
  },
);

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html: its pictures, t1 to t10.
describe('a composite alarm with a suppressor', () => {
  test.each<[string, string, string, number, number, string[]]>([
    ['the first picture: WaitPeriod', 'OK 2:ALARM', 'OK 4:ALARM', 6, 6, []],
    ['the second picture: ExtensionPeriod', '1:ALARM 5:OK', '1:ALARM 2:OK', 6, 6, ['11 OK']],
    ['example 1: not suppressed after WaitPeriod', 'OK 2:ALARM', 'OK', 2, 3, ['4 ALARM']],
    ['example 2: suppressed before WaitPeriod expires', 'OK 2:ALARM', 'OK 3:ALARM', 2, 3, []],
    ['example 3: a transition in WaitPeriod', 'OK 2:ALARM 3:OK', 'OK', 2, 3, ['5 OK']],
    ['example 4: a transition under the suppressor', 'OK 2:ALARM', 'OK 1:ALARM', 2, 3, []],
    ['example 5: not suppressed after ExtensionPeriod', 'OK 2:ALARM', 'OK 3:ALARM 6:OK', 2, 3, ['9 ALARM']],
    ['example 6: a transition in ExtensionPeriod', 'OK 2:ALARM 7:OK', 'OK 3:ALARM 6:OK', 2, 3, ['9 OK']],
    ['no picture: it goes on after ExtensionPeriod', 'OK 1:ALARM', 'OK 4:ALARM 5:OK', 1, 3, ['2 ALARM', '8 ALARM']],
    ['no picture: nothing happened under the suppressor', 'OK', 'OK 2:ALARM 4:OK', 2, 3, []],
  ])('does as in %s', (_, composite, suppressing, waitPeriod, extensionPeriod, actions) => {
    const suppressor = new Suppressor({ waitPeriod, extensionPeriod }, 'OK');
    const taken = Array.from({ length: 13 }, (__, minute) => {
      const action = suppressor.actionAt(minute, stateAt(composite, minute), stateAt(suppressing, minute) === 'ALARM');
      return action ? [`${minute} ${action}`] : [];
    });
    expect(taken.flat()).toEqual(actions);
  });
});

/** `OK 2:ALARM` is OK until t2, and ALARM from then on. */
function stateAt(text: string, minute: number): AlarmState {
  const changes = text.split(' ').map((change) => (change.includes(':') ? change.split(':') : ['0', change]));
  return (changes.filter(([from]) => Number(from) <= minute).at(-1)?.[1] ?? 'OK') as AlarmState;
}
