"""What a database of RDS has to be as a server, whatever its engine."""

from typing import NamedTuple, Protocol

from ..tasks.processes import Place


class Wanted(NamedTuple):
    engine: str
    version: str
    port: int
    user: str
    """The master user."""
    password: str
    database: str
    """Empty for none."""
    parameters: dict[str, str]
    """Those of its parameter group."""


class Folder(NamedTuple):
    """The data of a server that runs, or of a snapshot."""

    path: str
    password: str
    """Of `rdsadmin`."""


class Server(Protocol):
    @property
    def where(self) -> Place: ...

    @property
    def password(self) -> str: ...

    @property
    def since(self) -> float:
        """The earliest time to which it can be restored, in seconds since 1970."""

    def become(self, wanted: Wanted) -> None:
        """Takes another password and other parameters; some of these wait for a restart."""

    def restart(self) -> None: ...

    def move(self, where: Place) -> None:
        """Restarts on another address."""

    def save(self, parent: str) -> Folder:
        """A copy of the data as they are now, while clients stay connected."""

    def save_at(self, parent: str, when: float) -> Folder:
        """A copy of the data as they were, in seconds since 1970: not before the server was made."""

    def each_second(self) -> None:
        """Follows what statements changed."""

    def remove(self) -> None: ...
