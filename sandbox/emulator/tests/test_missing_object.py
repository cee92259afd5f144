from emulator.tests.builders_edge import ALIAS, listable_site
from emulator.tests.support import Deployed


class TestMissingObject(Deployed):
    """patches/missing_object.py: the bucket is empty."""

    arguments = ('--account', '982233224911')

    def test_a_distribution_that_may_list_its_bucket_gets_no_such_key(self):
        self.deploy(listable_site(may_list=True))
        status, said = self.view(ALIAS)
        self.assertEqual(status, 404)
        self.assertIn(b'NoSuchKey', said)

    def test_one_that_may_not_is_denied(self):
        self.deploy(listable_site(may_list=False))
        self.assertEqual(self.view(ALIAS)[0], 403)

    def test_a_viewer_without_tls_is_denied(self):
        self.deploy(listable_site(may_list=True))
        self.assertEqual(self.view(ALIAS, 'http')[0], 403)
