from botocore.exceptions import ClientError

from emulator.tests.support import Deployed


def repository(*movable):
    kind, value = (f'ImageTagMutabilityExclusionFilter{part}' for part in ('Type', 'Value'))
    filters = [{kind: 'WILDCARD', value: tag} for tag in movable]
    properties = {
        'RepositoryName': 'api',
        'ImageTagMutability': 'IMMUTABLE_WITH_EXCLUSION',
        'ImageTagMutabilityExclusionFilters': filters,
        'EmptyOnDelete': True,
    }
    return {'Repository': {'Type': 'AWS::ECR::Repository', 'Properties': properties}}


class TestImmutableTags(Deployed):
    """mends/immutable_tags.py: which tags move."""

    def push(self, tag, manifest):
        try:
            self.client('ecr').put_image(repositoryName='api', imageTag=tag, imageManifest=manifest)
        except ClientError as refused:
            return refused.response['Error']['Code']
        return 'pushed'

    def push_twice(self, tag):
        return [self.push(tag, f'{tag} {number}') for number in range(2)]

    def test_only_what_is_excepted_moves(self):
        self.deploy(repository('live', 'next-*'))
        self.assertEqual(self.push_twice('live'), ['pushed', 'pushed'])
        self.assertEqual(self.push_twice('next-1'), ['pushed', 'pushed'])
        self.assertEqual(self.push_twice('sha-1'), ['pushed', 'ImageTagAlreadyExistsException'])

    def test_a_change_of_the_exceptions(self):
        self.deploy(repository('live'))
        self.push('live', 'one')
        self.change(repository('other'))
        self.assertEqual(self.push('live', 'two'), 'ImageTagAlreadyExistsException')
