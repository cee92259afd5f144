import json
import urllib.request

from emulator.tests.support import ACCOUNT, REGION, Deployed

BODY = json.dumps({'widgets': []})


def dashboard():
    return {'Dashboard': {'Type': 'AWS::CloudWatch::Dashboard', 'Properties': {'DashboardName': 'bank', 'DashboardBody': BODY}}}


def listed(url):
    """As clients ask that speak JSON; botocore here speaks another protocol."""
    asked = urllib.request.Request(
        url,
        data=b'{}',
        headers={
            'Content-Type': 'application/x-amz-json-1.0',
            'X-Amz-Target': 'GraniteServiceVersion20100801.ListDashboards',
            'Authorization': (
                f'AWS4-HMAC-SHA256 Credential={ACCOUNT}/20260101/{REGION}/monitoring/aws4_request, '
                'SignedHeaders=host, Signature=none'
            ),
        },
    )
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return json.load(answer)['DashboardEntries']


class TestListDashboards(Deployed):
    """mends/list_dashboards.py"""

    def test_times_are_numbers(self):
        self.deploy(dashboard())
        (entry,) = listed(self.url)
        self.assertEqual(entry['DashboardName'], 'bank')
        self.assertIsInstance(entry['LastModified'], int)

    def test_other_clients_read_it_too(self):
        self.deploy(dashboard())
        (entry,) = self.client('cloudwatch').list_dashboards()['DashboardEntries']
        self.assertEqual(entry['LastModified'].year > 2025, True)
