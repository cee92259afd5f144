import unittest

from emulator.metric_math import Series, Unsupported, evaluate

SERIES: dict[str, Series] = {
    'desired': [2.0, 2.0, None],
    'running': [None, 2.0, 1.0],
    'errors': [4.0, 6.0, 10.0],
    'requests': [100.0, None, 5.0],
    'none': [None, None, None],
}


def values(expression):
    return evaluate(expression, 3, SERIES.__getitem__)


class TestMetricMath(unittest.TestCase):
    def test_the_expressions_of_the_library(self):
        for expression, expected in {
            'desired - FILL(running, 0)': [2.0, 0.0, None],
            'SUM([FILL(errors, 0), FILL(none, 0)])': [4.0, 6.0, 10.0],
            'IF(errors >= 5, 100 * errors / MAX([FILL(requests, 0), errors]), 0)': [0.0, 100.0, 100.0],
            'IF(FILL(errors, 0) > FILL(requests, 0) OR FILL(none, 0) > 3, 1, 0)': [0.0, 1.0, 1.0],
            'IF(EPOCH(errors) >= MAX(EPOCH(errors)) AND ((errors > 3) OR (errors < 1)), IF(errors > 3, errors, 0))': [
                4.0,
                None,
                None,
            ],
        }.items():
            with self.subTest(expression):
                self.assertEqual(values(expression), expected)

    def test_operators_and_missing_data(self):
        for expression, expected in {
            'errors > 4 AND requests > 4': [0.0, None, 1.0],
            'errors > 4 && FILL(requests, 9) > 4 || errors == 4': [1.0, 1.0, 1.0],
            'errors / 0': [None, None, None],
            '-errors ^ 2': [-16.0, -36.0, -100.0],
            'IF(errors < 5, requests)': [100.0, None, None],
            'AVG([errors, requests])': [52.0, 6.0, 7.5],
            'MAX(requests)': [100.0, 100.0, 100.0],
            'MAX(none)': [None, None, None],
            'EPOCH(running) == MAX(EPOCH(running))': [None, 1.0, 0.0],
        }.items():
            with self.subTest(expression):
                self.assertEqual(values(expression), expected)

    def test_others_are_refused(self):
        for expression in ("SEARCH('x', 'Sum', 60)", 'RATE(errors)', 'METRICS()', 'errors +'):
            with self.subTest(expression), self.assertRaises(Unsupported):
                values(expression)
