"""Why there is no backup, or nothing that can be restored. Each says it in one sentence, for whoever runs the command.

BackupFailed
├── NotWhole         the file is cut off, damaged, or no backup
├── WrongIdentity    it is encrypted for another key, or no key was named
├── RestoreRefused   this is not the place for it
└── ProgramRefused   pg_dump or pg_restore is missing, too old, or failed
"""


class BackupFailed(RuntimeError):
    """Nothing was made or restored."""


class NotWhole(BackupFailed):
    """The file is cut off, damaged, or no backup."""


class WrongIdentity(BackupFailed):
    """The file is encrypted for another key, or no key was named."""


class RestoreRefused(BackupFailed):
    """This is not the place to restore it to; nothing was changed."""


class ProgramRefused(BackupFailed):
    """A program of Postgres is missing, too old, or failed."""
