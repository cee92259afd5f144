import socket
import sys
import time
import unittest

from emulator.tasks.processes import Process, place

STUBBORN = ['sh', '-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done']


class TestProcesses(unittest.TestCase):
    @unittest.skipUnless(sys.platform == 'linux', 'other systems have one loopback address')
    def test_each_place_is_another_address(self):
        with socket.create_server(('127.0.0.1', 0)) as some:
            port = some.getsockname()[1]
            places = [place(port) for _ in range(3)]
        self.assertEqual({found.port for found in places}, {port})
        self.assertEqual(len({found.address for found in places} - {'127.0.0.1'}), 3)

    def test_a_port_in_use_on_all_addresses_is_another_one(self):
        with socket.create_server(('0.0.0.0', 0)) as taken:
            port = taken.getsockname()[1]
            found = place(port)
        self.assertEqual(found.address, '127.0.0.1')
        self.assertNotEqual(found.port, port)

    def test_a_process_that_ignores_sigterm_is_killed(self):
        heard: list[str] = []
        process = Process(STUBBORN, {}, heard.append)
        end = time.monotonic() + 10
        while not heard and time.monotonic() < end:
            time.sleep(0.02)
        self.assertIsNone(process.exit_code())
        began = time.monotonic()
        process.stop(0.3)
        self.assertGreaterEqual(time.monotonic() - began, 0.3)
        self.assertEqual(process.exit_code(), 137)
