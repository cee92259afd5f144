"""Who runs the server of a database in place of root, and has its files: PostgreSQL and MySQL refuse to run as root."""

import os
import pwd
import subprocess

_SECONDS = 60


def owner() -> pwd.struct_passwd | None:
    """None when this process is not root: it runs them itself."""
    return pwd.getpwnam('nobody') if os.geteuid() == 0 else None


def as_owner() -> tuple[str, ...]:
    """What runs a command as that user, who may read what root may: folders above the data can be root's alone."""
    user = owner()
    if user is None:
        return ()
    groups = f'--reuid={user.pw_uid}', f'--regid={user.pw_gid}', '--clear-groups'
    return 'setpriv', *groups, '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', '--'


def make_folder(path: str) -> None:
    os.mkdir(path, 0o700)
    give(path)


def write(path: str, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as written:
        written.write(text)
    give(path)


def give(path: str) -> None:
    if user := owner():
        os.chown(path, user.pw_uid, user.pw_gid)


def copy(source: str, target: str, *, changes: bool = False) -> None:
    """Copies a folder, with the owner of each file. Where it `changes` meanwhile, a file can be gone."""
    subprocess.run(['cp', '-Rp', source, target], check=not changes, capture_output=True, timeout=_SECONDS)


def run(name: str, command: list[str], environment: dict[str, str]) -> None:
    """Runs a program to its end, or says why it failed."""
    ran = subprocess.run(
        [*as_owner(), *command],
        cwd='/',
        env={'PATH': os.environ.get('PATH', ''), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_SECONDS,
        text=True,
    )
    if ran.returncode != 0:
        raise OSError(f'{name} failed: {ran.stdout.strip()[-500:]}')
