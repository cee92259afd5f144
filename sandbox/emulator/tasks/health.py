"""The health checks of a target group for the target of one task."""

import http.client
import time

from ..servers.tls_front import unverified
from ..shapes import Properties
from .processes import Place, listens
from .scale import scaled

_STATES = {
    'initial': ('Elb.RegistrationInProgress', 'Target registration is in progress'),
    'healthy': ('', ''),
    'draining': ('Target.DeregistrationInProgress', 'Target deregistration is in progress'),
}


class Target:
    """The target of a task: registered, checked at the interval of its group, and deregistered."""

    def __init__(self, group: str, where: Place) -> None:
        from ministack.services import alb

        self._alb = alb
        self.group = group
        self._where = where
        self._target: Properties = {'Id': where.address, 'Port': where.port}
        self._passed = self._failed = 0
        self._due = time.monotonic()
        self._say('initial')
        alb._targets[group] = [*alb._targets.get(group, []), self._target]

    @property
    def state(self) -> str:
        return str(self._target['State'])

    def check(self) -> str:
        """The state, after a health check when one is due.

        The first healthy answer of a new target suffices, and later ones need the threshold:
        https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
        """
        group = self._alb._tgs.get(self.group)
        if group is None or time.monotonic() < self._due:
            return self.state
        self._due = time.monotonic() + scaled(int(group.get('HealthCheckIntervalSeconds', 30)))
        problem = self._problem(group)
        if problem is None:
            self._passed, self._failed = self._passed + 1, 0
            if self._passed >= self._wanted(group):
                self._say('healthy')
        else:
            self._passed, self._failed = 0, self._failed + 1
            if self._failed >= int(group.get('UnhealthyThresholdCount', 2)):
                self._say('unhealthy', *problem)
        return self.state

    def drain(self) -> float:
        """Takes no new requests; the seconds until it is deregistered."""
        self._say('draining')
        attributes = {one['Key']: one['Value'] for one in self._alb._tg_attrs.get(self.group, [])}
        return scaled(int(attributes.get('deregistration_delay.timeout_seconds', 300)))

    def remove(self) -> None:
        left = [one for one in self._alb._targets.get(self.group, []) if one is not self._target]
        if self.group in self._alb._targets:
            self._alb._targets[self.group] = left

    def _wanted(self, group: Properties) -> int:
        return 1 if self.state == 'initial' else int(group.get('HealthyThresholdCount', 5))

    def _say(self, state: str, reason: str = '', description: str = '') -> None:
        reason, description = _STATES.get(state, (reason, description))
        self._target.update(State=state, Reason=reason, Description=description)

    def _problem(self, group: Properties) -> tuple[str, str] | None:
        # An answer may take all of its time, which depends on the machine.
        port = str(group.get('HealthCheckPort') or 'traffic-port')
        where = Place(self._where.address, int(port)) if port.isdigit() else self._where
        if group.get('HealthCheckProtocol') == 'TCP':
            return None if listens(where) else ('Target.FailedHealthChecks', 'Health checks failed')
        connection = _connection(where, group)
        try:
            path = group.get('HealthCheckPath', '/')
            connection.request('GET', path, headers={'User-Agent': 'ELB-HealthChecker/2.0'})
            status = connection.getresponse().status
        except TimeoutError:
            return 'Target.Timeout', 'Request timed out'
        except (OSError, http.client.HTTPException):
            return 'Target.FailedHealthChecks', 'Health checks failed'
        finally:
            connection.close()
        if _matches(status, str((group.get('Matcher') or {}).get('HttpCode') or '200')):
            return None
        return 'Target.ResponseCodeMismatch', f'Health checks failed with these codes: [{status}]'


def _connection(where: Place, group: Properties) -> http.client.HTTPConnection:
    timeout = int(group.get('HealthCheckTimeoutSeconds', 5))
    if group.get('HealthCheckProtocol') != 'HTTPS':
        return http.client.HTTPConnection(*where, timeout=timeout)
    return http.client.HTTPSConnection(*where, timeout=timeout, context=unverified())


def _matches(status: int, matcher: str) -> bool:
    for part in matcher.split(','):
        lowest, _, highest = part.strip().partition('-')
        if int(lowest) <= status <= int(highest or lowest):
            return True
    return False
