"""A synchronous, typed client of the Pipelines API.

`Client` has one method per call, each one line over the funnel in `funnel.py`; `ClientError` is the one error that
leaves it.
"""

from lineup.client.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.client.retries import NO_RETRIES, Retries

__all__ = ["NO_RETRIES", "Client", "ClientError", "ErrorKind", "Retries"]
