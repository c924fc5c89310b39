"""Backups: one file with a snapshot of an organisation's rows and all objects that they name; and back again.

BackupFailed     nothing was made or restored; see `errors` for its kinds
"""

from bookit.backup.errors import BackupFailed, NotWhole, ProgramRefused, RestoreRefused, WrongIdentity
from bookit.backup.folder import Folder, Kept
from bookit.backup.making import Made, make_backup
from bookit.backup.restoring import HELD, Restored, restore_backup
from bookit.backup.schedule import keep_backing_up
from bookit.backup.sealing import new_pair
from bookit.backup.verifying import Contents, verify_backup

__all__ = [
    "HELD",
    "BackupFailed",
    "Contents",
    "Folder",
    "Kept",
    "Made",
    "NotWhole",
    "ProgramRefused",
    "RestoreRefused",
    "Restored",
    "WrongIdentity",
    "keep_backing_up",
    "make_backup",
    "new_pair",
    "restore_backup",
    "verify_backup",
]
