"""Pictures that people upload: checked and drawn anew, kept in an object storage, with a row for each.

FileRefused, a Refusal   the upload is not what it should be
StorageDown              the object storage does not answer, or there is none
Busy                     more uploads at once than this process takes on
"""

from bookit.files.errors import Busy, FileRefused, StorageDown
from bookit.files.limits import LIMITS, VARIANTS
from bookit.files.objects import Objects
from bookit.files.register import Form, StoredFile
from bookit.files.sweeping import Sweeper, Swept
from bookit.files.uploads import Files
from bookit.files.variants import MAKE_VARIANTS, MakingVariants

__all__ = [
    "LIMITS",
    "MAKE_VARIANTS",
    "VARIANTS",
    "Busy",
    "FileRefused",
    "Files",
    "Form",
    "MakingVariants",
    "Objects",
    "StorageDown",
    "StoredFile",
    "Sweeper",
    "Swept",
]
