"""The messages that the emulator prints instead of a stack trace, and the exit codes that go with them."""

import sys

VERSION = '1.5.33'


class Refusal(Exception):
    """An error that its reader can correct."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def old_python() -> Refusal:
    found = '.'.join(map(str, sys.version_info[:3]))
    return Refusal(2, f'This is Python {found}, but must be 3.11 or newer: install python3.11 and python3.11-venv.')


def no_ministack(missing: str | None) -> Refusal:
    return Refusal(2, f'The Python package {missing!r} is missing: remove .sandbox, and the next run installs it.')


def other_version(found: str) -> Refusal:
    return Refusal(
        2,
        f'MiniStack is {found}, but the patches need {VERSION}: '
        'pip install --require-hashes -r sandbox/emulator/requirements.txt',
    )


def other_inside(names: list[str]) -> Refusal:
    return Refusal(2, f'MiniStack lacks private names that the patches need: {", ".join(names)}.')


def busy_port(host: str, port: int) -> Refusal:
    return Refusal(3, f'Port {port} on {host} is in use: choose another one with --port, or a free one with --port 0.')


def no_such_port(port: int) -> Refusal:
    return Refusal(2, f"'--port' is {port}, but must be from 0 (a free port) to 65535.")


def forbidden_port(host: str, port: int) -> Refusal:
    return Refusal(3, f'Port {port} on {host} needs more rights: choose one above 1023, or a free one with --port 0.')


def never_ready(seconds: float) -> Refusal:
    return Refusal(4, f'MiniStack did not answer within {seconds} seconds: see its log above.')


def unreadable_programs(file: str, why: object) -> Refusal:
    return Refusal(2, f'--programs {file} cannot be read: {why}')


def unreadable_servers(file: str, why: object) -> Refusal:
    return Refusal(2, f'--servers {file} cannot be read: {why}')


def unreadable_fixtures(file: str, why: object) -> Refusal:
    return Refusal(2, f'--fixtures {file} cannot be read: {why}')
