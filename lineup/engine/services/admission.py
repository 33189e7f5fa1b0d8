"""Who may come in: the engine's own key, and the named ones that are not revoked."""

import hmac
from dataclasses import dataclass, field

from pydantic import SecretStr

from lineup.engine.callers import NAMED_KEY_LIMITS, Caller, Limits
from lineup.engine.errors import Unauthorized
from lineup.engine.services.request_rates import RequestRates
from lineup.engine.store.keys import KeyStore

OWN_KEY_NAME = "engine"
"""What the engine's own key is called where callers are named."""


@dataclass(frozen=True)
class Admission:
    """Turns a request's key into its caller.

    `limits` are those set for the whole engine: they hold for every key without a figure of its own. Where nothing is
    set, a named key has the service's limits and the engine's own key has none (our decision: it is the owner's).
    """

    own_key: SecretStr
    keys: KeyStore
    limits: Limits
    rates: RequestRates = field(default_factory=RequestRates)

    def admit(self, secret: str, endpoint: str) -> Caller:
        """Return who asks, counted against the endpoint's rate.

        Raises Unauthorized without a good key, TooManyRequests beyond the rate. The store is asked each time, so that a
        revoked key is refused at once.
        """
        caller = self._caller(secret, endpoint)
        self.rates.count(caller)
        return caller

    def _caller(self, secret: str, endpoint: str) -> Caller:
        if hmac.compare_digest(_bytes(secret), _bytes(self.own_key.get_secret_value())):
            return Caller(None, OWN_KEY_NAME, self.limits, endpoint)
        found = self.keys.find_key(secret) if secret else None
        if found is None or found.revoked_at is not None:
            raise Unauthorized
        limits = found.limits.over(self.limits).over(NAMED_KEY_LIMITS)
        return Caller(found.key_id, found.name, limits, endpoint)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
