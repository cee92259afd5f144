from emulator.tests.builders import dashboard, list_dashboards
from emulator.tests.support import Deployed


class TestListDashboards(Deployed):
    """patches/list_dashboards.py"""

    def test_times_are_numbers(self):
        self.deploy(dashboard())
        (entry,) = list_dashboards(self.url)
        self.assertEqual(entry['DashboardName'], 'bank')
        self.assertIsInstance(entry['LastModified'], int)

    def test_other_clients_read_it_too(self):
        self.deploy(dashboard())
        (entry,) = self.client('cloudwatch').list_dashboards()['DashboardEntries']
        self.assertEqual(entry['LastModified'].year > 2025, True)
