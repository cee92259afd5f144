from botocore.exceptions import ClientError

from emulator.tests.builders_edge import ALIAS, named_site
from emulator.tests.support import Deployed


class TestDnsAnswer(Deployed):
    """patches/dns_answer.py: TestDNSAnswer for records that stacks created."""

    arguments = ('--account', '982233224911')

    def ask(self, zone, name, kind='A'):
        answer = self.client('route53').test_dns_answer(HostedZoneId=zone, RecordName=name, RecordType=kind)
        return answer['ResponseCode'], answer['RecordData']

    def test_what_there_is_is_answered(self):
        zone = self.deploy(named_site(), {'Zone': {'Ref': 'Zone'}})['Zone']
        self.assertEqual(self.ask(zone, ALIAS), ('NOERROR', ['127.0.0.1']))
        self.assertEqual(self.ask(zone, ALIAS, 'AAAA'), ('NOERROR', []))
        self.assertEqual(len(self.ask(zone, 'bank.example', 'NS')[1]), 4)
        self.assertEqual(self.ask(zone, 'other.bank.example'), ('NXDOMAIN', []))

    def test_a_wildcard_answers_for_what_has_no_record_of_its_own(self):
        star = {'HostedZoneId': {'Ref': 'Zone'}, 'Name': '*.bank.example.', 'Type': 'A', 'TTL': '60'}
        made = {
            **named_site(),
            'Star': {'Type': 'AWS::Route53::RecordSet', 'Properties': {**star, 'ResourceRecords': ['10.0.0.1']}},
        }
        zone = self.deploy(made, {'Zone': {'Ref': 'Zone'}})['Zone']
        self.assertEqual(self.ask(zone, 'any.bank.example'), ('NOERROR', ['10.0.0.1']))
        self.assertEqual(self.ask(zone, ALIAS), ('NOERROR', ['127.0.0.1']))

    def test_there_is_no_such_zone(self):
        with self.assertRaises(ClientError) as refused:
            self.ask('Z00000000000000000000', ALIAS)
        self.assertEqual(refused.exception.response['Error']['Code'], 'NoSuchHostedZone')
