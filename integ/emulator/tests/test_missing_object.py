from emulator.tests import test_distribution
from emulator.tests.support import Deployed

LIST = {'Effect': 'Allow', 'Principal': {'Service': 'cloudfront.amazonaws.com'}, 'Action': 's3:ListBucket'}


def site(may_list):
    made = test_distribution.site(test_distribution.ALIAS)
    statements = made['Policy']['Properties']['PolicyDocument']['Statement']
    if may_list:
        statements.append({**LIST, 'Resource': {'Fn::GetAtt': ['Content', 'Arn']}, 'Condition': statements[1]['Condition']})
    return made


class TestMissingObject(Deployed):
    """mends/missing_object.py: the bucket holds nothing."""

    arguments = ('--account', '982233224911')
    view = test_distribution.TestDistribution.view

    def test_a_distribution_that_may_list_is_told_that_it_is_not_there(self):
        self.deploy(site(may_list=True))
        status, said = self.view(test_distribution.ALIAS)
        self.assertEqual(status, 404)
        self.assertIn(b'NoSuchKey', said)

    def test_one_that_may_not_is_denied(self):
        self.deploy(site(may_list=False))
        self.assertEqual(self.view(test_distribution.ALIAS)[0], 403)

    def test_a_viewer_without_tls_is_denied(self):
        self.deploy(site(may_list=True))
        self.assertEqual(self.view(test_distribution.ALIAS, 'http')[0], 403)
