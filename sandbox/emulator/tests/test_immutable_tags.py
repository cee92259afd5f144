from emulator.tests.builders import push_image, repository
from emulator.tests.support import Deployed


class TestImmutableTags(Deployed):
    """patches/immutable_tags.py: which tags ECR overwrites."""

    def push_twice(self, tag):
        return [push_image(self, tag, f'{tag} {number}') for number in range(2)]

    def test_only_what_is_excepted_moves(self):
        self.deploy(repository('live', 'next-*'))
        self.assertEqual(self.push_twice('live'), ['pushed', 'pushed'])
        self.assertEqual(self.push_twice('next-1'), ['pushed', 'pushed'])
        self.assertEqual(self.push_twice('sha-1'), ['pushed', 'ImageTagAlreadyExistsException'])

    def test_a_change_of_the_exceptions(self):
        self.deploy(repository('live'))
        push_image(self, 'live', 'one')
        self.change(repository('other'))
        self.assertEqual(push_image(self, 'live', 'two'), 'ImageTagAlreadyExistsException')
