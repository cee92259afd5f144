"""A stage of a REST API writes no access log."""

import time

from ..rest_api import current, variables

NEEDS = {
    **current.NEEDS,
    'ministack.services.cloudwatch_logs': ('_create_log_stream', '_log_groups', '_put_log_events'),
}


def install() -> None:
    current.follow()
    current.afterwards.append(_write)


def _write(request: current.Request) -> None:
    from ministack.services import cloudwatch_logs

    settings = (request.route.get('stage') or {}).get('accessLogSettings') or {}
    destination = settings.get('destinationArn', '')
    if not destination.startswith('arn:aws:logs:') or not settings.get('format'):
        return
    group = destination.split(':log-group:')[1].removesuffix(':*')
    if group not in cloudwatch_logs._log_groups:
        return
    stream = {'logGroupName': group, 'logStreamName': request.route['api_id']}
    cloudwatch_logs._create_log_stream(stream)  # refused for one that exists
    line = {'timestamp': int(time.time() * 1000), 'message': variables.rendered(settings['format'], request)}
    cloudwatch_logs._put_log_events({**stream, 'logEvents': [line]})
