"""Findings of scanners, from the event to the topic: the events are those of AWS's documents."""

import copy
import json
from typing import Any

from emulator.tests.inbox import Inbox
from emulator.tests.support import ACCOUNT, REGION, Deployed
from emulator.tests.test_services import templates

IMAGE = {'awsEcrContainerImage': {'repositoryName': 'shop/api', 'imageTags': ['live'], 'registry': ACCOUNT}}
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced-events.html
INSPECTOR = {
    'source': 'aws.inspector2',
    'detail-type': 'Inspector2 Finding',
    'detail': {
        'awsAccountId': ACCOUNT,
        'findingArn': f'arn:aws:inspector2:{REGION}:{ACCOUNT}:finding/be674aaddd0f75ac632055EXAMPLE',
        'resources': [{'details': IMAGE, 'id': 'sha256:36c7b282', 'type': 'AWS_ECR_CONTAINER_IMAGE'}],
        'severity': 'HIGH',
        'status': 'ACTIVE',
        'title': 'CVE-2019-17498 - libssh2',
    },
}
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
ECR = {
    'source': 'aws.ecr',
    'detail-type': 'ECR Image Scan',
    'detail': {
        'scan-status': 'COMPLETE',
        'repository-name': 'shop/api',
        'finding-severity-counts': {'CRITICAL': 10, 'MEDIUM': 9},
        'image-digest': 'sha256:7f5b2640fe6fb4f46592dfd3410c4a79dac4f89e4782432e0378abcd1234',
        'image-tags': [],
    },
}
# https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
HUB = {
    'source': 'aws.securityhub',
    'detail-type': 'Security Hub Findings - Imported',
    'detail': {
        'findings': [
            {
                'AwsAccountId': ACCOUNT,
                'ProductArn': f'arn:aws:securityhub:{REGION}::product/aws/securityhub',
                'RecordState': 'ACTIVE',
                'Resources': [{'Id': 'arn:aws:s3:::bucket', 'Tags': {'team': 'shop', 'stage': 'prd'}}],
                'Severity': {'Label': 'CRITICAL', 'Normalized': 90},
                'Title': 'S3 general purpose buckets should block public access',
                'Workflow': {'Status': 'NEW'},
            }
        ]
    },
}


def changed(event: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The event with another value, at a path such as `detail.findings.0.RecordState`."""
    other = copy.deepcopy(event)
    *way, last = path.split('.')
    place: Any = other
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value
    return other


class TestScannerFindings(Deployed):
    arguments = ('--account', ACCOUNT, '--alarm-minute', '1')

    def setUp(self):
        self.deploy(templates()['findings']['Resources'], name='findings')

    def counts(self, event, prefix):
        """Whether a rule of the construct matches an event: AWS alone puts those of a source of AWS on a bus."""
        events = self.client('events')
        whole = {'id': '1', 'account': ACCOUNT, 'time': '2026-11-30T00:00:00Z', 'region': REGION, **event}
        rules = [rule for rule in events.list_rules()['Rules'] if f'-{prefix}' in rule['Name']]
        self.assertGreaterEqual(len(rules), 3)
        asked = [{'EventPattern': rule['EventPattern'], 'Event': json.dumps(whole)} for rule in rules]
        return sum(events.test_event_pattern(**one)['Result'] for one in asked)

    def test_critical_and_high_findings_count_while_they_are_open(self):
        for event in (INSPECTOR, ECR, HUB, changed(ECR, 'detail.finding-severity-counts', {'HIGH': 1})):
            self.assertEqual(self.counts(event, 'All'), 1, event)
        for refused in (
            changed(INSPECTOR, 'detail.severity', 'MEDIUM'),
            changed(INSPECTOR, 'detail.status', 'CLOSED'),
            changed(INSPECTOR, 'detail.status', 'SUPPRESSED'),
            changed(INSPECTOR, 'detail.awsAccountId', '222222222222'),
            changed(ECR, 'detail.finding-severity-counts', {'MEDIUM': 9}),
            changed(ECR, 'detail.finding-severity-counts', {}),
            changed(ECR, 'detail.scan-status', 'FAILED'),
            changed(HUB, 'detail.findings.0.RecordState', 'ARCHIVED'),
            changed(HUB, 'detail.findings.0.Workflow', {'Status': 'NOTIFIED'}),
            changed(HUB, 'detail.findings.0.Workflow', {'Status': 'SUPPRESSED'}),
            changed(HUB, 'detail.findings.0.Severity', {'Label': 'LOW'}),
            changed(HUB, 'detail.findings.0.AwsAccountId', '222222222222'),
            changed(HUB, 'detail.findings.0.ProductArn', f'arn:aws:securityhub:{REGION}::product/aws/inspector'),
        ):
            self.assertEqual(self.counts(refused, 'All'), 0, refused)

    def test_a_team_counts_images_of_its_repositories_and_resources_with_its_tags(self):
        others = changed(INSPECTOR, 'detail.resources.0.details', {'awsLambdaFunction': {'functionName': 'rates'}})
        tagged = changed(others, 'detail.resources.0.tags', {'team': 'shop', 'stage': 'prd', 'more': '1'})
        for event in (INSPECTOR, tagged, ECR, HUB):
            self.assertEqual(self.counts(event, 'Owned'), 1, event)
        for refused in (
            others,
            changed(others, 'detail.resources.0.tags', {'team': 'shop'}),
            changed(ECR, 'detail.repository-name', 'bank/api'),
            changed(HUB, 'detail.findings.0.Resources.0.Tags', {'team': 'bank', 'stage': 'prd'}),
        ):
            self.assertEqual(self.counts(refused, 'Owned'), 0, refused)

    def test_a_finding_of_a_scanner_outside_reaches_the_log_group_and_the_topic(self):
        inbox = Inbox(self, 'findings')
        found = {'title': 'CVE-2026-1 in "openssl"', 'resource': 'shop/api:sha-1f3a', 'link': 'https://ci.example/1'}
        for source, kind, severity in (
            ('ci.trivy', 'Scanner Finding', 'MEDIUM'),
            ('ci.trivy', 'Scan', 'HIGH'),
            ('ci.other', 'Scanner Finding', 'HIGH'),
            ('ci.audit', 'Scanner Finding', 'HIGH'),
        ):
            detail = json.dumps({'severity': severity, **found})
            self.client('events').put_events(Entries=[{'Source': source, 'DetailType': kind, 'Detail': detail}])
        logs = self.client('logs')
        (group,) = logs.describe_log_groups(logGroupNamePrefix='/aws/events/findings/findings-All')['logGroups']
        (event,) = logs.filter_log_events(logGroupName=group['logGroupName'])['events']
        message = json.loads(event['message'])
        self.assertEqual((message['source'], message['detail']), ('ci.audit', {'severity': 'HIGH', **found}))
        self.assertEqual(inbox.states(1), [('ExternalFinding', 'ALARM')])
