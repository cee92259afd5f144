"""Databases and caches of real servers, and clients of both."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time

from emulator.tests.support import END, SANDBOX, Deployed

PASSWORD = 'sandbox-1234'
DATABASE_OUT = {
    'Name': {'Ref': 'Database'},
    'Host': {'Fn::GetAtt': ['Database', 'Endpoint.Address']},
    'Port': {'Fn::GetAtt': ['Database', 'Endpoint.Port']},
}
LOGICAL = {'rds.logical_replication': '1', 'rds.force_ssl': '0', 'log_min_duration_statement': '250'}


def servers(folder):
    """The file for --servers."""
    made = subprocess.run(
        [shutil.which('node') or 'node', os.path.join(SANDBOX, 'run', 'servers.mjs'), folder],
        capture_output=True,
        check=True,
        text=True,
        timeout=END,
    )
    return made.stdout.strip()


def database(password=PASSWORD, parameters=None, **properties):
    """An instance for PostgreSQL, with a parameter group where it has parameters."""
    group = {'Family': 'postgres18', 'Description': 'Of the database', 'Parameters': parameters}
    own = {
        'Engine': 'postgres',
        'EngineVersion': '18.3',
        'DBInstanceClass': 'db.t4g.micro',
        'AllocatedStorage': '20',
        'DBName': 'tracker',
        'MasterUsername': 'owner',
        'MasterUserPassword': password,
        **({'DBParameterGroupName': {'Ref': 'Group'}} if parameters else {}),
    }
    resources = {'Database': {'Type': 'AWS::RDS::DBInstance', 'Properties': {**own, **properties}}}
    if parameters:
        resources['Group'] = {'Type': 'AWS::RDS::DBParameterGroup', 'Properties': group}
    return resources


def mysql(password=PASSWORD, parameters=None, **properties):
    """An instance for MySQL, with the parameter group of the library."""
    given = {'require_secure_transport': '1', 'long_query_time': '1', 'log_output': 'FILE', **(parameters or {})}
    made = database(password, given, Engine='mysql', EngineVersion='8.4.8', **properties)
    made['Group']['Properties']['Family'] = 'mysql8.4'
    return made


class WithServers(Deployed):
    """Tests against an emulator with real servers."""

    folder: str

    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.arguments = ('--servers', servers(cls.folder))
        super().setUpClass()

    @property
    def ca(self):
        return os.path.join(self.folder, 'ca.pem')

    def query(self, place, *statements, user='owner', password=PASSWORD, tls=True, scheme='postgres'):
        """The rows of the last statement, or the reason of a failure as a string."""
        url = f'{scheme}://{user}:{password}@{place["Host"]}:{place["Port"]}/tracker'
        asked = json.dumps({'url': url, 'ca': self.ca if tls else None, 'statements': statements})
        script = os.path.join(SANDBOX, 'emulator', 'tests', 'query.mjs')
        ran = subprocess.run(
            ['node', script, asked], capture_output=True, text=True, timeout=END, env={'PATH': os.environ['PATH']}
        )
        answer = json.loads(ran.stdout)
        return answer.get('rows', answer.get('error'))

    def command(self, place, *commands, tls=True):
        """The first lines of the answers to commands, over one connection."""
        with socket.create_connection((place['Host'], int(place['Port'])), timeout=END) as connection:
            if tls:
                trusting = ssl.create_default_context(cafile=self.ca)
                connection = trusting.wrap_socket(connection, server_hostname=place['Host'])
            answers = []
            for command in commands:
                connection.sendall(command.encode() + b'\r\n')
                answers.append(connection.recv(8192).decode(errors='replace'))
            connection.close()
            return answers


def refuses(place):
    """Whether no server listens any more, within a limit."""
    end = time.monotonic() + END
    while time.monotonic() < end:
        try:
            socket.create_connection((place['Host'], int(place['Port'])), timeout=1).close()
        except OSError:
            return True
        time.sleep(0.05)
    return False


def running(folder):
    """The ids of servers that have the folder in their command line."""
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/cmdline', encoding='utf-8') as line:
                command = line.read()
        except OSError:
            continue
        is_server = any(name in command for name in ('postgres', 'mysqld', 'valkey')) and 'emulator' not in command
        if folder in command and is_server:
            found.append(int(pid))
    return found
