import json

from botocore.exceptions import ClientError

from emulator.tests.support import Deployed

PROFILE = {'Type': 'AWS::Signer::SigningProfile', 'Properties': {'PlatformId': 'Notation-OCI-SHA384-ECDSA'}}


def signing(*filters):
    rule = {
        'SigningProfileArn': {'Fn::GetAtt': ['Profile', 'Arn']},
        'RepositoryFilters': [{'Filter': one, 'FilterType': 'WILDCARD_MATCH'} for one in filters],
    }
    configuration = {'Type': 'AWS::ECR::SigningConfiguration', 'Properties': {'Rules': [rule]}}
    return {'Profile': PROFILE, 'Configuration': configuration}


OUT = {'Profile': {'Fn::GetAtt': ['Profile', 'Arn']}}


class TestImageSigning(Deployed):
    """patches/image_signing.py: which images ECR signs."""

    def setUp(self):
        for name in ('acme/api', 'other/api'):
            self.client('ecr').create_repository(repositoryName=name)
            self.addCleanup(self.client('ecr').delete_repository, repositoryName=name, force=True)

    def push(self, repository, text, tag='live'):
        manifest = json.dumps({'schemaVersion': 2, 'annotations': {'text': text}})
        self.client('ecr').put_image(repositoryName=repository, imageTag=tag, imageManifest=manifest)

    def statuses(self, repository, tag='live'):
        asked = {'repositoryName': repository, 'imageId': {'imageTag': tag}}
        return self.client('ecr').describe_image_signing_status(**asked)['signingStatuses']

    def test_what_a_rule_matches_is_signed_when_it_is_pushed(self):
        self.push('acme/api', 'early')
        profile = self.deploy(signing('acme/*'), OUT)['Profile']
        self.assertRegex(profile, r'^arn:aws:signer:[a-z0-9-]+:\d{12}:/signing-profiles/\w+$')
        self.assertEqual(self.statuses('acme/api'), [])
        self.push('acme/api', 'late')
        self.assertEqual(self.statuses('acme/api'), [{'signingProfileArn': profile, 'status': 'COMPLETE'}])
        self.push('other/api', 'late')
        self.assertEqual(self.statuses('other/api'), [])

    def test_another_filter(self):
        self.deploy(signing('acme/*'), OUT)
        self.change(signing('other/*'), OUT)
        self.push('acme/api', 'one')
        self.push('other/api', 'one')
        self.assertEqual([len(self.statuses(one)) for one in ('acme/api', 'other/api')], [0, 1])

    def test_without_the_stack_the_registry_has_no_configuration(self):
        self.deploy(signing('acme/*'), OUT)
        self.destroy()
        with self.assertRaisesRegex(ClientError, 'SigningConfigurationNotFoundException'):
            self.client('ecr').get_signing_configuration()

    def test_an_image_that_is_not_there(self):
        with self.assertRaisesRegex(ClientError, 'ImageNotFoundException'):
            self.statuses('acme/api', 'none')
