import time

from emulator.tests.builders import alarms
from emulator.tests.inbox import Inbox
from emulator.tests.support import ACCOUNT, REGION, Deployed

OUT = {'Name': {'Ref': 'Both'}, 'Arn': {'Fn::GetAtt': ['Both', 'Arn']}}


def quiet(read):
    return tuple(read.get(f'ActionsSuppressor{part}') for part in ('', 'WaitPeriod', 'ExtensionPeriod'))


class TestCompositeAlarm(Deployed):
    def read(self):
        return self.client('cloudwatch').describe_alarms(AlarmTypes=['CompositeAlarm'])['CompositeAlarms']

    def test_it_is_created_and_follows_its_rule(self):
        made = self.deploy(alarms(), OUT)
        self.assertEqual(made, {'Name': 'both', 'Arn': f'arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:both'})
        read = self.read()[0]
        self.assertEqual(
            (read['AlarmRule'], read['AlarmDescription'], read['AlarmActions']),
            ('ALARM("one")', 'Both', ['arn:aws:sns:r:1:t']),
        )
        self.client('cloudwatch').set_alarm_state(AlarmName='one', StateValue='ALARM', StateReason='a test')
        self.assertEqual(self.read()[0]['StateValue'], 'ALARM')

    def test_a_name_is_made_up(self):
        name = self.deploy(alarms(AlarmName=None), OUT)['Name']
        self.assertTrue(name.startswith('Stack-Both-'), name)
        self.assertEqual(self.change(alarms(AlarmName=None, AlarmDescription='All'), OUT)['Name'], name)

    def test_its_rule_changes_in_place(self):
        made = self.deploy(alarms(), OUT)
        self.assertEqual(self.change(alarms(AlarmRule='OK("one")'), OUT), made)
        self.assertEqual([read['AlarmRule'] for read in self.read()], ['OK("one")'])

    def test_another_name_makes_a_new_one(self):
        self.deploy(alarms(), OUT)
        self.change(alarms(AlarmName='all'), OUT)
        self.assertEqual([read['AlarmName'] for read in self.read()], ['all'])

    def test_what_keeps_it_quiet_comes_changes_and_goes(self):
        self.deploy(
            alarms(ActionsSuppressor='one', ActionsSuppressorWaitPeriod=60, ActionsSuppressorExtensionPeriod=120), OUT
        )
        self.assertEqual(quiet(self.read()[0]), ('one', 60, 120))
        self.change(
            alarms(ActionsSuppressor='one', ActionsSuppressorWaitPeriod=30, ActionsSuppressorExtensionPeriod=120), OUT
        )
        self.assertEqual(quiet(self.read()[0]), ('one', 30, 120))
        self.change(alarms(), OUT)
        self.assertEqual(quiet(self.read()[0]), (None, None, None))

    def test_it_is_gone_with_its_stack(self):
        self.deploy(alarms(), OUT)
        self.destroy()
        self.assertEqual(self.read(), [])


class TestActionsSuppressor(Deployed):
    arguments = ('--alarm-minute', '2')

    def setUp(self):
        self.inbox = Inbox(self)
        topic = [self.inbox.topic]
        resources = alarms(
            ActionsSuppressor='quiet',
            ActionsSuppressorWaitPeriod=60,
            ActionsSuppressorExtensionPeriod=60,
            AlarmActions=topic,
            OKActions=topic,
        )
        quiet = {**resources['One']['Properties'], 'AlarmName': 'quiet', 'MetricName': 'Deployments'}
        resources['Quiet'] = {'Type': 'AWS::CloudWatch::Alarm', 'Properties': quiet}
        resources['Both']['DependsOn'] = ['One', 'Quiet']
        self.deploy(resources)
        self.assertEqual(self.inbox.states(1), [('both', 'OK')])  # a new alarm comes from INSUFFICIENT_DATA

    def becomes(self, name, state):
        self.client('cloudwatch').set_alarm_state(AlarmName=name, StateValue=state, StateReason='a test')

    def suppressed_by(self):
        (both,) = self.client('cloudwatch').describe_alarms(AlarmTypes=['CompositeAlarm'])['CompositeAlarms']
        return both['StateValue'], both.get('ActionsSuppressedBy')

    def test_it_waits_for_the_suppressor_and_then_acts(self):
        self.becomes('one', 'ALARM')
        self.assertEqual(self.suppressed_by(), ('ALARM', 'WaitPeriod'))
        self.assertEqual(self.inbox.states(1), [('both', 'ALARM')])

    def test_what_is_over_before_the_wait_is_never_said(self):
        self.becomes('one', 'ALARM')
        self.becomes('one', 'OK')
        self.assertEqual(self.inbox.states(1, within=3.5), [])

    def test_a_suppressor_in_alarm_keeps_it_quiet_and_an_extension_after_it(self):
        self.becomes('quiet', 'ALARM')
        self.becomes('one', 'ALARM')
        self.assertEqual(self.suppressed_by(), ('ALARM', 'Alarm'))
        time.sleep(2.5)
        self.becomes('quiet', 'OK')
        self.assertEqual(self.suppressed_by(), ('ALARM', 'Alarm'))
        self.assertEqual(self.inbox.states(1), [('both', 'ALARM')])
        self.becomes('one', 'OK')
        self.assertEqual(self.inbox.states(1), [('both', 'OK')])
