from emulator.tests.support import Deployed


def alarm(**properties):
    metric = {'MetricStat': {'Metric': {'Namespace': 'Bank', 'MetricName': 'E'}, 'Period': 60, 'Stat': 'Sum'}}
    own = {
        'AlarmName': 'quiet',
        'ComparisonOperator': 'GreaterThanThreshold',
        'EvaluationPeriods': 15,
        'Threshold': 0,
        'Metrics': [
            {'Id': 'e', 'ReturnData': False, **metric},
            {'Id': 'all', 'Expression': 'FILL(e, 0)', 'ReturnData': True},
        ],
    }
    return {'Alarm': {'Type': 'AWS::CloudWatch::Alarm', 'Properties': {**own, **properties}}}


class TestMetricMathAlarm(Deployed):
    def read(self):
        return [
            (one['AlarmName'], one['EvaluationPeriods'])
            for one in self.client('cloudwatch').describe_alarms()['MetricAlarms']
        ]

    def test_it_comes_changes_and_goes(self):
        self.deploy(alarm(), {'Name': {'Ref': 'Alarm'}})
        self.assertEqual(self.read(), [('quiet', 15)])
        self.change(alarm(EvaluationPeriods=5), {'Name': {'Ref': 'Alarm'}})
        self.assertEqual(self.read(), [('quiet', 5)])
        self.destroy()
        self.assertEqual(self.read(), [])

    def test_it_is_evaluated(self):
        self.deploy(alarm(EvaluationPeriods=1, TreatMissingData='notBreaching'))
        read = self.client('cloudwatch').describe_alarms
        self.client('cloudwatch').put_metric_data(Namespace='Bank', MetricData=[{'MetricName': 'E', 'Value': 1}])
        (found,) = read()['MetricAlarms']
        self.assertEqual(found['StateValue'], 'ALARM')

    def test_an_expression_that_is_not_known_is_refused(self):
        search = [{'Id': 'all', 'Expression': "SEARCH('x', 'Sum', 60)", 'ReturnData': True}]
        with self.assertRaisesRegex(AssertionError, 'SEARCH.* is not known'):
            self.deploy(alarm(Metrics=search))
