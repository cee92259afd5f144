import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from emulator import limits
from emulator.tests.builders_tasks import programs, start_tasks
from emulator.tests.support import END, SANDBOX, Launcher


class TestLauncher(unittest.TestCase):
    def start(self, *arguments, **options):
        launcher = Launcher(*arguments, **options)
        self.addCleanup(launcher.stop, signal.SIGKILL)
        return launcher

    def test_it_takes_a_free_loopback_port_and_answers_there(self):
        one, other = self.start(), self.start('--port', '0')
        urls = [one.url(), other.url()]
        self.assertEqual(len(set(urls)), 2)
        for url in urls:
            self.assertTrue(url.startswith('http://127.0.0.1:'))
            with urllib.request.urlopen(f'{url}/_ministack/health', timeout=5) as answer:
                self.assertEqual(answer.status, 200)

    def test_a_signal_ends_it_and_its_folder(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(number.name), tempfile.TemporaryDirectory() as place:
                folder = os.path.join(place, 'data')
                launcher = self.start('--folder', folder)
                launcher.url()
                self.assertTrue(os.path.isdir(folder))
                began = time.monotonic()
                code, _, complained = launcher.stop(number)
                self.assertEqual(code, 0, complained)
                self.assertNotIn('Traceback', complained)
                self.assertLess(time.monotonic() - began, limits.STOP)
                self.assertFalse(os.path.exists(folder))

    def test_it_ends_with_its_parent(self):
        """Also of a parent that is killed and cannot stop it."""
        parent = subprocess.Popen(
            [
                sys.executable,
                '-c',
                'import subprocess, sys, time;'
                'child = subprocess.Popen([sys.executable, "-m", "emulator"]);'
                'print(child.pid, file=sys.stderr, flush=True); time.sleep(60)',
            ],
            cwd=SANDBOX,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert parent.stdout
        assert parent.stderr
        self.addCleanup(parent.stdout.close)
        self.addCleanup(parent.stderr.close)
        child = int(parent.stderr.readline())
        self.assertTrue(parent.stdout.readline().startswith('READY '))
        parent.kill()
        parent.wait(END)
        self.assertTrue(gone(child, END), 'it outlived its parent')

    def test_a_parent_that_is_dead_already_ends_it(self):
        launcher = self.start('--parent', '999999999')
        code, _, _ = launcher.ended()
        self.assertEqual(code, 0)

    def test_a_taken_port(self):
        with socket.create_server(('127.0.0.1', 0)) as taken:
            port = taken.getsockname()[1]
            code, said, complained = self.start('--port', str(port)).ended()
        self.assertEqual((code, said), (3, ''))
        self.assertEqual(
            complained,
            f'Port {port} on 127.0.0.1 is in use: choose another one with --port, or a free one with --port 0.\n',
        )

    def test_a_port_that_is_none(self):
        code, _, complained = self.start('--port', '70000').ended()
        self.assertEqual(code, 2)
        self.assertEqual(complained, "'--port' is 70000, but must be from 0 (a free port) to 65535.\n")

    def test_python_without_its_packages(self):
        # -S: without site-packages
        ran = subprocess.run(
            [sys.executable, '-S', '-m', 'emulator'], cwd=SANDBOX, capture_output=True, text=True, timeout=END
        )
        self.assertEqual(ran.returncode, 2)
        self.assertEqual(
            ran.stderr,
            "The Python package 'botocore' is missing: remove .sandbox, and the next run installs it.\n",
        )

    def test_its_tasks_end_with_it(self):
        """Also with an emulator that is killed and cannot stop them."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(number.name), tempfile.TemporaryDirectory() as place:
                launcher = self.start('--programs', programs(place), '--folder', os.path.join(place, 'data'))
                pids = start_tasks(launcher.url())
                self.assertEqual(len(pids), 2)
                launcher.stop(number)
                for pid in pids:
                    self.assertTrue(gone(pid, 1), 'it outlived the emulator')

    def test_what_is_given_cannot_be_read(self):
        with tempfile.TemporaryDirectory() as place:
            file = os.path.join(place, 'fixtures.json')
            code, _, complained = self.start('--fixtures', file).ended()
            self.assertEqual(code, 2)
            self.assertIn(f'--fixtures {file} cannot be read: ', complained)
            with open(file, 'w', encoding='utf-8') as written:
                json.dump({'account': '1', 'region': 'r'}, written)
            code, _, complained = self.start('--fixtures', file).ended()
            self.assertEqual((code, complained), (2, f"--fixtures {file} cannot be read: it lacks 'subnets'\n"))
            code, _, complained = self.start('--programs', place).ended()
            self.assertEqual(code, 2)
            self.assertIn(f'--programs {place} cannot be read: ', complained)
            code, _, complained = self.start('--servers', file).ended()
            self.assertEqual((code, complained), (2, f"--servers {file} cannot be read: it lacks 'certificate'\n"))


def gone(pid, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with open(f'/proc/{pid}/stat', encoding='ascii') as stat:
                if stat.read().rsplit(') ', 1)[1].startswith('Z'):
                    return True
        except OSError:
            return True
        time.sleep(0.1)
    return False
