"""An event of EventBridge, a log group, a metric filter, an alarm, a topic: how a failed deployment pages."""

import json

from emulator.tests.builders import paging
from emulator.tests.inbox import Inbox
from emulator.tests.support import ACCOUNT, REGION, Deployed

RULE = f'arn:aws:events:{REGION}:{ACCOUNT}:rule/deployments'


class TestPaging(Deployed):
    arguments = ('--alarm-minute', '2')

    def happens(self, name, source='bank'):
        detail = json.dumps({'eventName': name})
        self.client('events').put_events(Entries=[{'Source': source, 'DetailType': 'Deployment', 'Detail': detail}])

    def logged(self):
        found = self.client('logs').filter_log_events(logGroupName='/bank/events')['events']
        return [json.loads(event['message'])['detail']['eventName'] for event in found]

    def counted(self):
        return self.client('cloudwatch').list_metrics(Namespace='Bank/Events')['Metrics']

    def test_a_failed_deployment_pages_and_a_good_one_does_not(self):
        inbox = Inbox(self)
        alarm = {
            'AlarmName': 'DeploymentFailed',
            'Namespace': 'Bank/Events',
            'MetricName': 'FailedDeployments',
            'Period': 60,
            'Statistic': 'Sum',
            'EvaluationPeriods': 1,
            'ComparisonOperator': 'GreaterThanThreshold',
            'Threshold': 0,
            'TreatMissingData': 'notBreaching',
            'AlarmActions': [inbox.topic],
        }
        self.deploy({**paging(), 'Alarm': {'Type': 'AWS::CloudWatch::Alarm', 'Properties': alarm}})
        self.happens('SERVICE_DEPLOYMENT_COMPLETED')
        self.assertEqual((self.logged(), self.counted()), (['SERVICE_DEPLOYMENT_COMPLETED'], []))
        self.happens('SERVICE_DEPLOYMENT_FAILED', source='other')
        self.happens('SERVICE_DEPLOYMENT_FAILED')
        self.assertEqual(self.logged(), ['SERVICE_DEPLOYMENT_COMPLETED', 'SERVICE_DEPLOYMENT_FAILED'])
        self.assertEqual(inbox.states(1), [('DeploymentFailed', 'ALARM')])

    def test_a_policy_may_name_the_rule(self):
        self.deploy(paging(condition={'ArnEquals': {'aws:SourceArn': RULE}}))
        self.happens('SERVICE_DEPLOYMENT_FAILED')
        self.assertEqual(self.logged(), ['SERVICE_DEPLOYMENT_FAILED'])

    def test_without_a_policy_nothing_is_delivered(self):
        for refused in (
            paging(condition={'ArnEquals': {'aws:SourceArn': f'{RULE}-other'}}),
            paging(condition={'StringEquals': {'aws:PrincipalOrgID': 'o-1'}}),
            {name: resource for name, resource in paging().items() if name != 'Policy'},
        ):
            self.deploy(refused)
            self.happens('SERVICE_DEPLOYMENT_FAILED')
            self.assertEqual(self.logged(), [])
            self.destroy()

    def test_a_filter_takes_the_value_and_dimensions_of_an_event(self):
        transformation = {
            'MetricNamespace': 'Bank/Values',
            'MetricName': 'Names',
            'MetricValue': '1',
            'Dimensions': [{'Key': 'Name', 'Value': '$.detail.eventName'}],
        }
        self.deploy(paging(FilterPattern='', MetricTransformations=[transformation]))
        self.happens('SERVICE_DEPLOYMENT_FAILED')
        (metric,) = self.client('cloudwatch').list_metrics(Namespace='Bank/Values')['Metrics']
        self.assertEqual(metric['Dimensions'], [{'Name': 'Name', 'Value': 'SERVICE_DEPLOYMENT_FAILED'}])

    def test_a_pattern_that_cannot_be_read_is_refused(self):
        with self.assertRaisesRegex(AssertionError, 'Invalid metric filter pattern'):
            self.deploy(paging(FilterPattern='{ $.detail.eventName }'))
