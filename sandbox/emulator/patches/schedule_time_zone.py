"""A schedule of a template loses ScheduleExpressionTimezone."""

from ..shapes import Properties
from ..wrapping import after

NEEDS = {'ministack.services.scheduler': ('_schedules',)}


def install() -> None:
    from ministack.services import scheduler

    def patch(name: str, properties: Properties, old: Properties | None) -> None:
        schedule = scheduler._schedules[f'{properties.get("GroupName", "default")}/{name}']
        schedule['ScheduleExpressionTimezone'] = properties.get('ScheduleExpressionTimezone', 'UTC')

    after('AWS::Scheduler::Schedule', patch)
