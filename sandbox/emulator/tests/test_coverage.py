import json
import subprocess
import sys
import unittest

from emulator.tests.support import END, SANDBOX


class TestCoverage(unittest.TestCase):
    def test_types_lists_native_own_and_template_only_types(self):
        command = [sys.executable, '-m', 'emulator', '--types']
        ran = subprocess.run(command, cwd=SANDBOX, capture_output=True, text=True, timeout=END, check=True)
        types = json.loads(ran.stdout)
        expected = {
            'AWS::S3::Bucket': 'native',
            'AWS::Route53::HealthCheck': 'emulator',
            'AWS::Chatbot::SlackChannelConfiguration': 'template-only',
        }
        self.assertEqual({name: types.get(name) for name in expected}, expected)
        self.assertNotIn('AWS::DMS::Endpoint', types)
