import json
import os
import tempfile
import unittest

from emulator import census, registry
from emulator.template_only import TEMPLATE_ONLY


class TestCensus(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bank = census.types_of_the_bank()

    def test_the_sandbox_knows_every_type_of_the_bank(self):
        self.assertEqual(
            census.unknown_in(self.bank),
            {},
            'write integ/emulator/resource_types/<type>.py, or name it in template_only.py with the reason',
        )

    def test_it_saw_the_whole_bank(self):
        """The parts that only some readiness makes, and those of every stack."""
        for name in ('AWS::ECS::Service', 'AWS::CloudFront::Distribution', 'AWS::Route53::HealthCheck', 'AWS::CloudWatch::CompositeAlarm'):
            self.assertIn(name, self.bank)
        self.assertEqual(len(set().union(*self.bank.values())), 9)

    def test_the_launcher_holds_nothing_that_the_bank_does_not_use(self):
        self.assertEqual(sorted((set(registry.own_types()) | set(TEMPLATE_ONLY)) - set(self.bank)), [])

    def test_a_type_that_nobody_knows_is_named_with_its_stack(self):
        with tempfile.TemporaryDirectory() as folder:
            for stack, kind in (('One', 'AWS::DMS::Endpoint'), ('Two', 'AWS::S3::Bucket')):
                with open(os.path.join(folder, f'{stack}.template.json'), 'w', encoding='utf-8') as written:
                    json.dump({'Resources': {'A': {'Type': kind}}}, written)
            self.assertEqual(census.unknown_in(census.types_in(folder)), {'AWS::DMS::Endpoint': ['One']})
