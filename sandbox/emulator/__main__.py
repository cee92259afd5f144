"""`python -m emulator`, run in `sandbox/`."""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile

from . import messages


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog='python -m emulator', description='Starts the emulator and prints READY and its URL.'
    )
    parser.add_argument('--port', type=int, default=0, help='a loopback port; 0, the default, takes a free one')
    parser.add_argument(
        '--account', default='000000000000', help='the account of unsigned requests, unless --fixtures names one'
    )
    parser.add_argument('--region', default='ap-southeast-1', help='the region of unsigned requests')
    parser.add_argument(
        '--fixtures',
        metavar='FILE',
        help='JSON with the VPC, subnets and hosted zone to create before the first request',
    )
    parser.add_argument(
        '--lambda-hook', metavar='FILE', help='a script that Node.js loads before the code of each Lambda function'
    )
    parser.add_argument(
        '--programs',
        metavar='FILE',
        help='JSON with a command for each ECR repository whose images run; tasks of other images are records',
    )
    parser.add_argument(
        '--servers',
        metavar='FILE',
        help='JSON with the paths of PostgreSQL and of a certificate: databases and caches are real servers; '
        'without it their endpoints are names where no server listens',
    )
    parser.add_argument(
        '--saml-metadata',
        metavar='FILE',
        help='JSON with the URL on this machine that stands for each origin of metadata of SAML providers; '
        'without it a provider with a metadata URL is a record',
    )
    parser.add_argument('--folder', help='the folder for data, created at the start and removed at the end')
    parser.add_argument(
        '--parent', type=int, default=os.getppid(), help='the id of the process whose end also ends the emulator'
    )
    parser.add_argument(
        '--unpatched',
        action='store_true',
        help='run MiniStack without patches and own resource types, as the probes of its faults do',
    )
    parser.add_argument(
        '--alarm-minute',
        type=float,
        default=60,
        metavar='SECONDS',
        help='how long a minute takes in the periods of CloudWatch alarms',
    )
    parser.add_argument('--types', action='store_true', help='print the supported resource types as JSON, and exit')
    return parser.parse_args()


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036
        raise messages.old_python()
    asked = arguments()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        from . import alarm_clock, calls, coverage, fixtures, quiet_log, registry, server
        from .saml import metadata
        from .servers import supplies
        from .tasks import programs
    except ModuleNotFoundError as missing:
        raise messages.no_ministack(missing.name) from None

    quiet_log.install()
    if asked.types:
        registry.check()
        print(json.dumps(coverage.by_type(), sort_keys=True))
        return 0

    before = fixtures.read(asked.fixtures) if asked.fixtures else None
    if asked.programs:
        programs.use(asked.programs)
    if asked.servers:
        supplies.use(asked.servers)
    if asked.saml_metadata:
        metadata.use(asked.saml_metadata)
    listener = server.listen(asked.port)
    folder = tempfile.mkdtemp(prefix='sandbox-emulator-') if asked.folder is None else asked.folder
    running = server.Server(listener, folder, asked.parent)
    try:
        server.surroundings(
            running.port, before['account'] if before else asked.account, asked.region, folder, asked.lambda_hook
        )
        registry.check()
        calls.answer_at(running.url)
        alarm_clock.set_minute(asked.alarm_minute)
        if not asked.unpatched:
            registry.install()
        if before is not None:
            fixtures.make(before)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return running.run()


if __name__ == '__main__':
    try:
        sys.exit(main())
    except messages.Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(refusal.code)
    except KeyboardInterrupt:
        sys.exit(130)
