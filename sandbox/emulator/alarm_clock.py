"""How long a minute of CloudWatch's alarms takes: a test need not wait for their periods."""

_minute = 60.0


def set_minute(seconds: float) -> None:
    global _minute
    _minute = seconds


def lasts(seconds: float) -> float:
    """What a period of that many seconds takes."""
    return float(seconds) * _minute / 60
