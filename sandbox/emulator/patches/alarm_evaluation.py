"""CloudWatch evaluates an alarm only when a metric arrives, without dimensions, and as one period.

Patched, it evaluates each period, with DatapointsToAlarm, TreatMissingData and metric math, when a metric arrives and
each second. Periods end now, not at the full minute. As on AWS, a state that SetAlarmState set holds until the next
evaluation, a minute. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html

An alarm whose metric never had data stays as it is, unless missing data is not breaching: services publish none."""

import time

from .. import ticks
from ..alarm_clock import lasts
from ..metric_math import Series, Unsupported, evaluate
from ..shapes import Properties

NEEDS = {
    'ministack.services.cloudwatch': (
        '_alarms',
        '_calc_stats',
        '_dims_from_list',
        '_dims_key',
        '_dispatch_alarm_actions',
        '_evaluate_alarm',
        '_evaluate_parent_alarms',
        '_metrics',
        '_record_history',
        '_stat_value',
    )
}

_COMPARED = {
    'GreaterThanOrEqualToThreshold': lambda value, threshold: value >= threshold,
    'GreaterThanThreshold': lambda value, threshold: value > threshold,
    'LessThanOrEqualToThreshold': lambda value, threshold: value <= threshold,
    'LessThanThreshold': lambda value, threshold: value < threshold,
}
_WITHOUT_DATA = {'breaching': 'ALARM', 'missing': 'INSUFFICIENT_DATA', 'notBreaching': 'OK'}  # 'ignore': as it was


def install() -> None:
    from ministack.services import cloudwatch

    counted: dict[str, int] = {}  # the number of data points at the last evaluation, by the ARN of the alarm

    def evaluate_alarm(alarm: Properties) -> None:
        if not alarm.get('MetricName') and not alarm.get('Metrics'):
            return  # patches/metric_math_alarm.py adds them
        now = time.time()
        points = sum(len(_points(metric)) for metric in _metrics(alarm))
        held = now - alarm['StateUpdatedTimestamp'] < lasts(60) and alarm['StateValue'] != 'INSUFFICIENT_DATA'
        if held and counted.get(alarm['AlarmArn']) == points:
            return
        counted[alarm['AlarmArn']] = points
        values = values_of(alarm, now)
        state = _state(alarm, values, points > 0)
        if state is not None and state != alarm['StateValue']:
            transition(alarm, state, f'Threshold Crossed: {values} {alarm["ComparisonOperator"]} {alarm["Threshold"]}')

    def transition(alarm: Properties, state: str, reason: str) -> None:
        old = alarm['StateValue']
        alarm.update(StateValue=state, StateReason=reason, StateUpdatedTimestamp=int(time.time()))
        cloudwatch._record_history(alarm['AlarmName'], old, state, reason)
        cloudwatch._dispatch_alarm_actions(alarm, old, state, reason)
        cloudwatch._evaluate_parent_alarms(alarm)

    def evaluate_each() -> None:
        ticks.in_scopes(list(cloudwatch._alarms._data), lambda name: evaluate_alarm(cloudwatch._alarms[name]))

    cloudwatch._evaluate_alarm = evaluate_alarm
    ticks.each_second(evaluate_each)


def _metrics(alarm: Properties) -> list[Properties]:
    """The metrics of an alarm, each as a MetricStat of metric math."""
    if alarm.get('Metrics'):
        return [metric['MetricStat'] for metric in alarm['Metrics'] if 'MetricStat' in metric]
    named = {name: alarm.get(name) for name in ('Namespace', 'MetricName', 'Dimensions')}
    stat = alarm.get('ExtendedStatistic') or alarm.get('Statistic') or 'Average'
    return [{'Metric': named, 'Period': alarm.get('Period') or 60, 'Stat': stat}]


def _points(stat: Properties) -> list[Properties]:
    from ministack.services import cloudwatch

    metric = stat['Metric']
    dimensions = cloudwatch._dims_key(cloudwatch._dims_from_list(metric.get('Dimensions') or []))
    return cloudwatch._metrics.get((metric['Namespace'], metric['MetricName'], dimensions)) or []


def values_of(alarm: Properties, now: float) -> Series:
    """The values of the periods of an alarm, the newest first."""
    periods = int(alarm.get('EvaluationPeriods') or 1)
    if not alarm.get('Metrics'):
        return _statistics(_metrics(alarm)[0], periods, now)
    by_id = {metric['Id']: metric for metric in alarm['Metrics']}

    def series(name: str) -> Series:
        if name not in by_id:
            raise Unsupported(name)
        metric = by_id[name]
        if 'MetricStat' in metric:
            return _statistics(metric['MetricStat'], periods, now)
        return evaluate(metric['Expression'], periods, series)

    return series(next(name for name, metric in by_id.items() if metric.get('ReturnData', True)))


def _statistics(stat: Properties, periods: int, now: float) -> Series:
    """The statistic of each period, the newest first."""
    from ministack.services import cloudwatch

    period = lasts(stat['Period'])
    columns: list[list[Properties]] = [[] for _ in range(periods)]
    for point in _points(stat):
        age = int(max(now - point['Timestamp'], 0) / period)
        if age < periods:
            columns[age].append(point)
    return [
        cloudwatch._stat_value(cloudwatch._calc_stats(column), stat['Stat'], column) if column else None
        for column in columns
    ]


def _state(alarm: Properties, values: Series, had_data: bool) -> str | None:
    """The state that the values mean; None for the one that the alarm has."""
    missing = alarm.get('TreatMissingData') or 'missing'
    if all(value is None for value in values):
        return _WITHOUT_DATA.get(missing) if had_data or missing == 'notBreaching' else None
    compared = _COMPARED.get(alarm['ComparisonOperator'])
    if compared is None:
        return None
    threshold = float(alarm.get('Threshold') or 0)
    breaching = [missing == 'breaching' if value is None else compared(value, threshold) for value in values]
    needed = int(alarm.get('DatapointsToAlarm') or len(values))
    return 'ALARM' if sum(breaching) >= needed else 'OK'
