from emulator.tests.builders_edge import API_NAME, load_balancer
from emulator.tests.support import Deployed


class TestLoadBalancerAlias(Deployed):
    """patches/load_balancer_alias.py and patches/own_paths.py: what an HTTP client gets."""

    arguments = ('--account', '982233224911')

    def test_a_caller_comes_by_the_name_of_its_record_with_and_without_tls(self):
        own = self.deploy(load_balancer(), {'Name': {'Fn::GetAtt': ['Balancer', 'DNSName']}})['Name']
        for name in (API_NAME, own):
            self.assertEqual(self.see(name), (404, b'balancer'))
            self.assertEqual(self.see(name, 'https'), (503, b'balancer'))

    def test_its_paths_are_its_own(self):
        self.deploy(load_balancer())
        self.assertEqual(self.see(API_NAME, 'https', '/health'), (503, b'balancer'))

    def test_another_name_is_none_of_its(self):
        self.deploy(load_balancer())
        self.assertNotEqual(self.see('other.bank.example')[1], b'balancer')

    def test_the_name_is_gone_with_its_stack(self):
        self.deploy(load_balancer())
        self.destroy()
        self.assertNotEqual(self.see(API_NAME)[1], b'balancer')

    def test_the_sandbox_keeps_its_paths_under_its_own_address(self):
        self.assertEqual(self.see(self.url.removeprefix('http://'), path='/_ministack/health')[0], 200)
