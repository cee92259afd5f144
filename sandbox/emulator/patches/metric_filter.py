"""A metric filter is stored and never applied. Patched, each log event that it matches is a data point.

A JSON pattern that CloudWatch Logs could not read is refused: MiniStack takes any."""

from typing import Any

from ..log_pattern import json_pattern, selected
from ..shapes import Properties, Response

NEEDS = {
    'ministack.services.cloudwatch_logs': (
        '_compile_filter_pattern',
        '_fanout_to_subscription_filters',
        '_metric_filters',
        '_put_metric_filter',
    ),
    'ministack.core.responses': ('error_response_json',),
    'ministack.services.cloudwatch': ('_evaluate_all_alarms', 'record_metric'),
}


def install() -> None:
    from ministack.core.responses import error_response_json
    from ministack.services import cloudwatch, cloudwatch_logs

    native = cloudwatch_logs._fanout_to_subscription_filters
    native_put = cloudwatch_logs._put_metric_filter

    def put(asked: Properties) -> Response:
        pattern = asked.get('filterPattern', '').strip()
        try:
            if pattern.startswith('{'):
                json_pattern(pattern)
        except ValueError as why:
            return error_response_json('InvalidParameterException', f'Invalid metric filter pattern: {why}.', 400)
        return native_put(asked)

    def fan_out(group: str, stream: str, events: list[Properties]) -> Any:
        for found in list(cloudwatch_logs._metric_filters.values()):
            if found['logGroupName'] == group:
                count(found, [event.get('message', '') for event in events])
        cloudwatch._evaluate_all_alarms()
        return native(group, stream, events)

    def count(found: Properties, messages: list[str]) -> None:
        pattern = found['filterPattern'].strip()
        is_json = pattern.startswith('{')
        matches = json_pattern(pattern) if is_json else cloudwatch_logs._compile_filter_pattern(pattern)
        for message in messages:
            for to in found['metricTransformations']:
                value = _value(to['metricValue'], message) if matches(message) else to.get('defaultValue')
                if value is not None:
                    dimensions = {name: f'{selected(at, message)}' for name, at in (to.get('dimensions') or {}).items()}
                    unit = to.get('unit') or 'None'
                    cloudwatch.record_metric(to['metricNamespace'], to['metricName'], value, unit, dimensions)

    cloudwatch_logs._put_metric_filter = put
    cloudwatch_logs._fanout_to_subscription_filters = fan_out


def _value(metric_value: str, message: str) -> float | None:
    """A number, or that of a selector."""
    try:
        return float(selected(metric_value, message) if metric_value.startswith('$') else metric_value)
    except (TypeError, ValueError):
        return None
