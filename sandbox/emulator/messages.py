"""What the launcher says instead of a stack trace, and the code it ends with."""

import sys

VERSION = '1.5.33'


class Refusal(Exception):
    """Something its reader can put right."""

    def __init__(self, code, sentence):
        super().__init__(sentence)
        self.code = code


def old_python():
    found = '.'.join(map(str, sys.version_info[:3]))
    return Refusal(2, f'The sandbox needs Python 3.11 or newer, and this is {found}. Install python3.11 and python3.11-venv.')


def no_ministack(missing):
    return Refusal(
        2,
        f'The Python package {missing!r} is missing. Remove the folder .sandbox: the next run installs what it needs.',
    )


def other_version(found):
    return Refusal(
        2,
        f'The launcher reaches into MiniStack {VERSION} and this is {found}.\n'
        'Install the pinned one: pip install --require-hashes -r sandbox/emulator/requirements.txt',
    )


def other_inside(names):
    return Refusal(2, f'MiniStack is not the one that the launcher knows; it lacks: {", ".join(names)}.')


def busy_port(host, port):
    return Refusal(3, f'Port {port} on {host} is taken. Give another one with --port, or --port 0 for any that is free.')


def no_such_port(port):
    return Refusal(2, f'{port} is no port: give a number from 0 (any that is free) to 65535.')


def forbidden_port(host, port):
    return Refusal(3, f'Port {port} on {host} may not be opened by this user. Give one above 1023, or --port 0.')


def never_ready(seconds):
    return Refusal(4, f'MiniStack did not answer within {seconds} seconds. Its log is above.')


def unreadable_fixtures(file, why):
    return Refusal(2, f'--fixtures {file} cannot be read: {why}')
