import unittest
from unittest import mock

from emulator import messages, patches, registry, resource_types
from emulator.template_only import TEMPLATE_ONLY


class TestRegistry(unittest.TestCase):
    def test_another_version_is_refused(self):
        version = mock.patch('importlib.metadata.version', return_value='1.5.34')
        with version, self.assertRaises(messages.Refusal) as refused:
            registry.check()
        self.assertEqual(
            str(refused.exception),
            'MiniStack is 1.5.34, but the patches need 1.5.33: '
            'pip install --require-hashes -r sandbox/emulator/requirements.txt',
        )

    def test_a_private_name_that_is_gone_is_named(self):
        needed = {'ministack.services.cloudformation.stacks': ('_no_such_name',)}
        with mock.patch.dict(registry._NEEDED, needed), self.assertRaises(messages.Refusal) as refused:
            registry.check()
        self.assertEqual(
            str(refused.exception),
            'MiniStack lacks private names that the patches need: '
            'ministack.services.cloudformation.stacks._no_such_name.',
        )

    def test_the_pinned_one_is_known(self):
        registry.check()

    def test_every_type_can_be_created_changed_and_deleted(self):
        for module in registry.modules_of(resource_types):
            for name in ('create', 'update', 'delete'):
                self.assertTrue(callable(getattr(module, name)), module.__name__)

    def test_no_type_is_native_already(self):
        ours = set(registry.own_types()) | set(TEMPLATE_ONLY)
        self.assertEqual(sorted(ours & registry.native_types()), [], 'MiniStack supports it: remove it here')

    def test_every_type_that_is_only_recorded_has_a_reason(self):
        for name, known in TEMPLATE_ONLY.items():
            self.assertGreater(len(known['reason']), 40, name)

    def test_every_patch_names_what_it_needs(self):
        for module in registry.modules_of(patches):
            self.assertTrue(module.NEEDS, module.__name__)
