from emulator.tests.support import Deployed
from emulator.tests.test_serverless_cache import cache


class TestQuietLog(Deployed):
    def test_a_healthy_run_says_nothing(self):
        self.deploy(cache())
        self.doCleanups()
        self.assertEqual(self.launcher.stop()[2], '')
