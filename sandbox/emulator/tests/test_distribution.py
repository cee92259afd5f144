from emulator.tests.builders_edge import ALIAS, PAGE, publish_site, site
from emulator.tests.support import Deployed


class TestDistribution(Deployed):
    """patches/distribution_alias.py and patches/tls_only_bucket.py: what a viewer gets."""

    arguments = ('--account', '982233224911')

    def publish(self, *aliases):
        return publish_site(self, site(*aliases))

    def test_a_tls_only_bucket_is_served_to_a_viewer_with_tls(self):
        domain = self.publish(ALIAS)
        self.assertEqual(self.view(domain), (200, PAGE))

    def test_it_is_not_served_to_a_viewer_without(self):
        domain = self.publish(ALIAS)
        self.assertEqual(self.view(domain, 'http')[0], 403)

    def test_a_viewer_comes_by_the_alias(self):
        self.publish(ALIAS)
        self.assertEqual(self.view(ALIAS), (200, PAGE))
        self.assertEqual(self.view(f'{ALIAS}:8443'), (200, PAGE))

    def test_a_viewer_comes_by_a_wildcard(self):
        self.publish('*.bank.example')
        self.assertEqual(self.view('any.bank.example'), (200, PAGE))
        self.assertNotEqual(self.view('an.other.bank.example'), (200, PAGE))

    def test_another_name_is_no_distribution(self):
        self.publish(ALIAS)
        self.assertNotEqual(self.view('merchant.bank.example'), (200, PAGE))

    def test_an_alias_is_gone_with_its_stack(self):
        self.publish(ALIAS)
        self.client('s3').delete_object(Bucket='bank-content', Key='index.html')
        self.destroy()
        self.assertNotEqual(self.view(ALIAS), (200, PAGE))
