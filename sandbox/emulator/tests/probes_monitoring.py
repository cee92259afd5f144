"""Probes of test_known_faults.py: alarms, dashboards, logs and events."""

from emulator.tests.builders import alarms, dashboard, list_dashboards, query_definition
from emulator.tests.support import Unpatched


class MonitoringProbes(Unpatched):
    def actions_suppressor(self):
        cloudwatch = self.client('cloudwatch')
        one = alarms()['One']['Properties']
        cloudwatch.put_metric_alarm(**one)
        quiet = {'ActionsSuppressor': 'one', 'ActionsSuppressorWaitPeriod': 60, 'ActionsSuppressorExtensionPeriod': 60}
        cloudwatch.put_composite_alarm(AlarmName='both', AlarmRule='ALARM("one")', **quiet)
        stack_output = cloudwatch.describe_alarms(AlarmTypes=['CompositeAlarm'])['CompositeAlarms'][0]
        return 'ActionsSuppressor' not in stack_output

    def list_dashboards(self):
        self.deploy(dashboard())
        (entry,) = list_dashboards(self.url)
        return isinstance(entry['LastModified'], str)

    def metric_math_alarm(self):
        metric = {'MetricStat': {'Metric': {'Namespace': 'Bank', 'MetricName': 'E'}, 'Period': 60, 'Stat': 'Sum'}}
        properties = {
            'ComparisonOperator': 'GreaterThanThreshold',
            'EvaluationPeriods': 1,
            'Threshold': 1,
            'Metrics': [{'Id': 'e', 'ReturnData': False, **metric}, {'Id': 'twice', 'Expression': 'e * 2'}],
        }
        alarm = {'Type': 'AWS::CloudWatch::Alarm', 'Properties': properties}
        return self.refused({'Alarm': alarm}, 'Properties.Metrics (metric math) is not supported')

    def query_definitions(self):
        return self.refused(query_definition(), 'Unrecognized resource types: [AWS::Logs::QueryDefinition]')
