"""What the embedded servers have in common: a name, a folder in the home, a program of a wheel."""

from typing import ClassVar

from bookit.embedded.home import Home
from bookit.embedded.process import Process, stop_leftovers


class Server(Process):
    """A process whose working folder is its data folder; that is also how a leftover of an earlier run is found."""

    title: ClassVar[str]
    program: ClassVar[str]

    def __init__(self, home: Home) -> None:
        super().__init__(self.title, home.path / self.title, home.log_file(self.title))
        self._home = home

    @classmethod
    def stop_leftovers(cls, home: Home) -> None:
        """End what an earlier run left alive on the folder; there is no such thing unless it was killed."""
        stop_leftovers(cls.program, home.path / cls.title, cls.stop_signal)
