"""`python -m emulator`, run in `integ/`."""

import argparse
import os
import shutil
import signal
import sys
import tempfile

from . import sentences


def arguments():
    parser = argparse.ArgumentParser(prog='python -m emulator', description='Starts the local sandbox and prints READY and its URL.')
    parser.add_argument('--port', type=int, default=0, help='a loopback port; 0, the default, takes any that is free')
    parser.add_argument('--account', default='000000000000', help='the account of requests that name none, unless --given names it')
    parser.add_argument('--region', default='ap-southeast-1', help='the region of requests that name none')
    parser.add_argument('--given', metavar='FILE', help='JSON of the VPC, subnets and hosted zone that stand before')
    parser.add_argument('--folder', help='where it keeps its data; made, and removed at the end')
    parser.add_argument('--parent', type=int, default=os.getppid(), help='the process whose end ends the sandbox')
    parser.add_argument('--plain', action='store_true', help='MiniStack as it comes, for the probes of its faults')
    return parser.parse_args()


def main():
    if sys.version_info < (3, 11):
        raise sentences.old_python()
    asked = arguments()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        from . import calls, given, registry, server
    except ModuleNotFoundError as missing:
        raise sentences.no_ministack(missing.name) from None

    before = given.read(asked.given) if asked.given else None
    listener = server.listen(asked.port)
    folder = tempfile.mkdtemp(prefix='sandbox-emulator-') if asked.folder is None else asked.folder
    running = server.Server(listener, folder, asked.parent)
    try:
        server.surroundings(running.port, before['account'] if before else asked.account, asked.region, folder)
        registry.check()
        calls.answer_at(running.url)
        if not asked.plain:
            registry.install()
        if before is not None:
            given.make(before)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return running.run()


if __name__ == '__main__':
    try:
        sys.exit(main())
    except sentences.Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(refusal.code)
    except KeyboardInterrupt:
        sys.exit(130)
