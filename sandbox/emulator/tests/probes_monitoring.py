"""Probes of test_known_faults.py: alarms, dashboards, logs, events, scaling, and what a change set tells."""

from emulator.tests.builders import (
    alarms,
    changed_outputs,
    dashboard,
    list_dashboards,
    paging,
    query_definition,
    service,
)
from emulator.tests.support import ACCOUNT, REGION, Unpatched


class MonitoringProbes(Unpatched):
    def changed_outputs(self):
        return changed_outputs(self, Name={'Ref': 'One'})[0]['Status'] == 'FAILED'

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

    def image_signing(self):
        rule = {'SigningProfileArn': f'arn:aws:signer:{REGION}:{ACCOUNT}:/signing-profiles/acme'}
        configuration = {'Type': 'AWS::ECR::SigningConfiguration', 'Properties': {'Rules': [rule]}}
        return self.refused(
            {'Configuration': configuration}, 'Unrecognized resource types: [AWS::ECR::SigningConfiguration]'
        )

    def query_definitions(self):
        return self.refused(query_definition(), 'Unrecognized resource types: [AWS::Logs::QueryDefinition]')

    def alarm_evaluation(self):
        cloudwatch = self.client('cloudwatch')
        ours = [{'Name': 'Service', 'Value': 'api'}]
        cloudwatch.put_metric_alarm(**{**alarms()['One']['Properties'], 'Threshold': 0, 'Dimensions': ours})
        cloudwatch.put_metric_data(Namespace='Bank', MetricData=[{'MetricName': 'Errors', 'Value': 1}])
        return cloudwatch.describe_alarms(AlarmNames=['one'])['MetricAlarms'][0]['StateValue'] == 'ALARM'

    def metric_filter(self):
        self.deploy(paging())
        logs = self.client('logs')
        logs.create_log_stream(logGroupName='/bank/events', logStreamName='one')
        said = [{'timestamp': 1, 'message': '{"detail": {"eventName": "SERVICE_DEPLOYMENT_FAILED"}}'}]
        logs.put_log_events(logGroupName='/bank/events', logStreamName='one', logEvents=said)
        return self.client('cloudwatch').list_metrics(Namespace='Bank/Events')['Metrics'] == []

    def event_to_log_group(self):
        self.deploy(paging())
        self.client('events').put_events(Entries=[{'Source': 'bank', 'DetailType': 'x', 'Detail': '{}'}])
        return self.client('logs').describe_log_streams(logGroupName='/bank/events')['logStreams'] == []

    def metrics_of_services(self):
        self.deploy(service(DesiredCount=1))
        return self.client('cloudwatch').list_metrics(Namespace='AWS/ECS')['Metrics'] == []

    def application_auto_scaling(self):
        target = {'Type': 'AWS::ApplicationAutoScaling::ScalableTarget', 'Properties': {'ServiceNamespace': 'ecs'}}
        return self.refused({'Target': target}, 'Unrecognized resource types')
