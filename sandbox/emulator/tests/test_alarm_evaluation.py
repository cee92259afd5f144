import time

from emulator.tests.inbox import WITHIN, Inbox
from emulator.tests.support import Deployed

MINUTE = 2


def alarm(**properties):
    own = {
        'AlarmName': 'errors',
        'Namespace': 'Bank',
        'MetricName': 'Errors',
        'Dimensions': [{'Name': 'Service', 'Value': 'api'}],
        'Period': 60,
        'Statistic': 'Sum',
        'EvaluationPeriods': 1,
        'ComparisonOperator': 'GreaterThanThreshold',
        'Threshold': 0,
    }
    return {'Alarm': {'Type': 'AWS::CloudWatch::Alarm', 'Properties': {**own, **properties}}}


class TestAlarmEvaluation(Deployed):
    arguments = ('--alarm-minute', f'{MINUTE}')

    def setUp(self):
        self.metric = f'Errors{time.monotonic_ns()}'

    def errors(self, *values, service='api', minutes_ago=0.0):
        dimensions = [{'Name': 'Service', 'Value': service}]
        at = time.time() - minutes_ago * MINUTE
        data = [
            {'MetricName': self.metric, 'Dimensions': dimensions, 'Value': value, 'Timestamp': at} for value in values
        ]
        self.client('cloudwatch').put_metric_data(Namespace='Bank', MetricData=data)

    def deployed(self, **properties):
        self.deploy(alarm(MetricName=self.metric, **properties))

    def state(self):
        return self.client('cloudwatch').describe_alarms()['MetricAlarms'][0]['StateValue']

    def becomes(self, state):
        end = time.monotonic() + WITHIN
        while self.state() != state and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(self.state(), state)

    def test_it_goes_off_pages_and_recovers(self):
        inbox = Inbox(self)
        topic = [inbox.topic]
        self.deployed(AlarmActions=topic, OKActions=topic, TreatMissingData='notBreaching')
        self.becomes('OK')
        self.errors(1)
        self.assertEqual(self.state(), 'ALARM')
        self.becomes('OK')
        self.assertEqual(inbox.states(3), [('errors', 'OK'), ('errors', 'ALARM'), ('errors', 'OK')])

    def test_another_dimension_is_another_metric(self):
        self.deployed()
        self.errors(1, service='other')
        self.assertEqual(self.state(), 'INSUFFICIENT_DATA')

    def test_datapoints_to_alarm_count(self):
        self.deployed(EvaluationPeriods=5, DatapointsToAlarm=2, TreatMissingData='notBreaching')
        self.errors(1)
        self.becomes('OK')
        self.errors(1, minutes_ago=2.5)
        self.assertEqual(self.state(), 'ALARM')

    def test_a_statistic_is_of_one_period(self):
        self.deployed(EvaluationPeriods=3, Threshold=1)
        for age in (0, 1.3, 2.3):
            self.errors(1, minutes_ago=age)
        self.assertEqual(self.state(), 'OK')

    def test_missing_data_is_what_the_alarm_says(self):
        for treated, state in {'breaching': 'ALARM', 'missing': 'INSUFFICIENT_DATA', 'notBreaching': 'OK'}.items():
            with self.subTest(treated):
                self.setUp()
                self.deploy(alarm(MetricName=self.metric, TreatMissingData=treated), name=f'Missing-{treated}')
                self.errors(0)
                self.assertEqual(self.state(), 'OK')
                self.becomes(state)
                self.destroy(f'Missing-{treated}')

    def test_a_metric_that_never_was_leaves_an_alarm_alone(self):
        self.deployed(TreatMissingData='breaching')
        time.sleep(2 * MINUTE)
        self.assertEqual(self.state(), 'INSUFFICIENT_DATA')

    def test_a_state_that_was_set_holds_for_a_minute(self):
        self.deployed(TreatMissingData='notBreaching')
        self.becomes('OK')
        self.client('cloudwatch').set_alarm_state(AlarmName='errors', StateValue='ALARM', StateReason='a test')
        time.sleep(MINUTE / 4)
        self.assertEqual(self.state(), 'ALARM')
        self.becomes('OK')
