"""What an object store's refusals mean to whoever set it up."""

import logging
import re

from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

from lineup.engine.errors import StorageError

_LOGGER = logging.getLogger(__name__)
_CODE = re.compile(r"<Code>(\w{1,80})</Code>")
"""S3's own name of what went wrong, in the body of its answer."""


def missing_bucket(error: Exception) -> bool:
    """Whether it is the bucket that was not found."""
    return _code(error) == "NoSuchBucket"


def storage_error(error: Exception, bucket: str) -> StorageError:
    """Return the sentence about a failure of the object store; its own words, which are long, go to the log."""
    _LOGGER.warning("the object store failed: %s", str(error).partition("\n")[0])
    if isinstance(error, FileNotFoundError) or missing_bucket(error):
        return StorageError(
            f"The bucket {bucket!r} does not exist: make it, or correct LINEUP_BLOB_URL."
        )
    if isinstance(error, PermissionDeniedError | UnauthenticatedError):
        return StorageError(
            f"The object store refuses access to the bucket {bucket!r}{_in_brackets(error)}: check AWS_ACCESS_KEY_ID, "
            "AWS_SECRET_ACCESS_KEY and that this key may read, write, list and delete there."
        )
    return StorageError(
        f"The object store of the bucket {bucket!r} can't be used{_in_brackets(error)}: check that it runs, and "
        "that AWS_ENDPOINT_URL, AWS_REGION and the credentials are right."
    )


def _in_brackets(error: Exception) -> str:
    code = _code(error)
    return f" ({code})" if code else ""


def _code(error: Exception) -> str | None:
    found = _CODE.search(str(error))
    return found[1] if found else None
