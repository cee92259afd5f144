import json
import unittest

from emulator.log_pattern import json_pattern, selected

EVENT = json.dumps(
    {
        'detail': {'eventName': 'SERVICE_DEPLOYMENT_FAILED', 'count': 3, 'none': None, 'isNew': True},
        'resources': ['arn:api'],
    }
)


class TestLogPattern(unittest.TestCase):
    def test_it_matches(self):
        for pattern in (
            '{ $.detail.eventName = "SERVICE_DEPLOYMENT_FAILED" }',
            '{$.detail.eventName = SERVICE_*}',
            '{ $.detail.eventName = "*FAILED" && $.detail.count > 2 }',
            '{ ($.detail.count >= 4) || ($.detail.count != 2) }',
            '{ ($.detail.count = 3) && (($.no = 1) || ($.detail.count <= 3.0)) }',
            '{ $.resources[0] = "arn:*" }',
            '{ $.detail.none IS NULL }',
            '{ $.detail.isNew IS TRUE }',
            '{ $.detail.other NOT EXISTS }',
            '{ $.detail.other != "x" }',
        ):
            with self.subTest(pattern):
                self.assertTrue(json_pattern(pattern)(EVENT))

    def test_it_does_not_match(self):
        for pattern in (
            '{ $.detail.eventName = "SERVICE_DEPLOYMENT_COMPLETED" }',
            '{ $.detail.eventName = "FAILED" }',
            '{ $.detail.other = "*" }',
            '{ $.detail.count > 3 }',
            '{ $.detail.count = 3 && $.detail.count = 4 }',
            '{ $.detail.none NOT EXISTS }',
        ):
            with self.subTest(pattern):
                self.assertFalse(json_pattern(pattern)(EVENT))

    def test_text_matches_no_json_pattern(self):
        self.assertFalse(json_pattern('{ $.a = "b" }')('a = b'))

    def test_a_selector_takes_a_value(self):
        self.assertEqual(selected('$.detail.count', EVENT), 3)
        self.assertIsNone(selected('$.detail.other', EVENT))
        self.assertIsNone(selected('$.detail', 'text'))

    def test_a_broken_pattern_is_refused(self):
        for pattern in ('{ $.a }', '{ ($.a = 1 }', '{ $.a ~ 1 }'):
            with self.subTest(pattern), self.assertRaises(ValueError):
                json_pattern(pattern)
