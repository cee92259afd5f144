"""How much faster than ECS and Elastic Load Balancing the sandbox waits."""

_FACTOR = 100

LISTEN = 20.0
"""Until a program must listen. Not scaled, as it depends on the machine."""

POLL = 0.05
"""Between two looks at a process."""

RESTART = 10
"""Before a failed task is replaced, as ECS waits longer each time: in seconds of ECS."""

STABILIZE = 3 * 60 * 60
"""How long CloudFormation waits for a service, in its seconds.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
"""

REPORTED = 15.0
"""How long a failed deployment is listed after its rollback. Not scaled: a client polls each 10 s."""


def scaled(seconds: float) -> float:
    """The seconds of the sandbox for those that a property of AWS has."""
    return seconds / _FACTOR
